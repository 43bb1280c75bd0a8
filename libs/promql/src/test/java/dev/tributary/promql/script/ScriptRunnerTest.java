package dev.tributary.promql.script;

import java.util.List;

import dev.tributary.promql.script.ScriptReport.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Shows that the runner notices what is wrong: scripts that pass prove something only then. */
class ScriptRunnerTest {
    private static final String LOAD = """
                                       load 1m
                                         up{job="a"} 1 2 3 4
                                         up{job="b"} 5 6 7 8
                                         hist {{schema:0 sum:3 count:3 buckets:[1 2]}}x3

                                       """;
    private static final int LOAD_LINES = 5;

    @ParameterizedTest
    @ValueSource(strings = {"eval instant at 1m up\n up{job=\"a\"} 2\n up{job=\"b\"} 6",
            "eval instant at 60 up\n expect no_warn\n expect no_info\n up{job=\"b\"} 6\n up{job=\"a\"} 2",
            "eval range from 0 to 3m step 1m up\n up{job=\"a\"} 1 2 3 4\n up{job=\"b\"} 5 6 7 8",
            "eval instant at 1m sort_desc(up)\n expect ordered\n up{job=\"b\"} 6\n up{job=\"a\"} 2",
            "eval instant at 3m up{job=\"a\"}[2m]\n expect range vector from 2m to 3m step 1m\n up{job=\"a\"} 3 4",
            "eval instant at 1m \"text\"\n expect string \"text\"", "eval instant at 1m 1 + 1\n 2",
            "eval instant at 1m scalar(up{job=\"a\"}) + 0x10\n 18",
            "eval instant at 1m hist\n hist {{schema:0 sum:3 count:3 buckets:[1 2]}}",
            "eval instant at 1m sum(up, up)\n expect fail msg: 1:1: parse error: wrong number of arguments for "
                    + "aggregate expression provided, expected 1, got 2",
            "eval_fail instant at 1m up + ignoring(job) up\nexpected_fail_regexp many-to-many",
            "eval instant at 1m quantile(2, up)\n expect warn msg: PromQL warning: quantile value should be between"
                    + " 0 and 1, got 2 (1:10)\n {} Inf"})
    void whatIsRightPasses(String eval) {
        ScriptReport report = run(LOAD + eval);
        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                                                                   instant at 1m up;up{job="a"} 2.1;up{job="b"} 6                              | expected 2.1
                                                                   instant at 1m up;up{job="a"} 2                                              | unexpected metric
                                                                   instant at 1m up;up{job="a"} 2;up{job="b"} 6;up{job="c"} 6                  | not found
                                                                   instant at 1m up                                                            | unexpected metric
                                                                   instant at 1m vector(1);1                                                   | expected scalar
                                                                   instant at 1m 1;{} 1                                                        | got scalar
                                                                   instant at 1m 1;2                                                           | expected scalar 2
                                                                   instant at 1m "a";expect string "b"                                         | expected string
                                                                   instant at 1m sort(up);expect ordered;up{job="b"} 6;up{job="a"} 2           | at position 1
                                                                   instant at 1m nothing;expect fail                                           | expected error
                                                                   instant at 1m up + ignoring(job) up                                         | many-to-many
                                                                   instant at 1m up + ignoring(job) up;expect fail msg: another                | another
                                                                   instant at 1m up + ignoring(job) up;expect fail regex: ^another$            | another
                                                                   instant at 1m up{job="a"};expect warn;up{job="a"} 2                         | warn
                                                                   instant at 1m up{job="a"};expect info;up{job="a"} 2                         | info
                                                                   instant at 1m quantile(2, up);expect no_warn;{} Inf                         | unexpected warn
                                                                   instant at 1m quantile(2, up);expect warn msg: quantile;{} Inf              | quantile value should
                                                                   instant at 3m rate(up{job="a"}[2m]);expect no_info;{job="a"} 0.01666666     | unexpected info
                                                                   instant at 1m hist;hist {{schema:0 sum:3 count:3 buckets:[2 1]}}            | expected
                                                                   instant at 1m hist;hist 3                                                   | expected 3
                                                                   instant at 1m up{job="a"};up{job="a"} {{count:2}}                           | expected
                                                                   instant at 1m time();60                                                     | -
                                                                   instant at 1m time();61                                                     | expected scalar 61
                                                                   range from 0 to 3m step 1m up{job="a"};up{job="a"} 1 2 3                    | expected 3 points
                                                                   range from 0 to 3m step 1m up{job="a"};up{job="a"} 1 2 3 4 5                | cannot return
                                                                   range from 0 to 3m step 1m up{job="a"};up{job="a"} 1 2 3 5                  | expected 5
                                                                   range from 0 to 3m step 1m up{job="a"};up{job="a"} 1 2 _ 4                  | expected
                                                                   range from 0 to 3m step 1m up{job="a"}[1m];expect fail msg: no              | invalid expression type
                                                                   instant at 3m up{job="a"}[2m];expect range vector from 1m to 3m step 1m;up{job="a"} 3 4 | expected 3
                                                                   """)
    void whatIsWrongIsNoticed(String eval, String problem) {
        ScriptReport report = run(LOAD + "eval " + eval.replace(";", "\n ") + "\n\neval instant at 0 1\n 1\n");
        if (problem.equals("-")) {
            assertThat(report.failures()).isEmpty();
            return;
        }
        assertThat(report.passed()).isOne();
        assertThat(report.failures()).hasSize(1);
        Failure failure = report.failures().getFirst();
        assertThat(failure.line()).isEqualTo(LOAD_LINES + 1);
        assertThat(failure.problem()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                                                                   lode 1m                                                            | 1 | invalid command
                                                                   load                                                               | 1 | invalid load command
                                                                   load 1q                                                            | 1 | 1q
                                                                   load 1m;a{                                                         | 2 | not closed
                                                                   load 1m;a{b=~"c"} 1                                                | 2 | condition
                                                                   load 1m;a 1x                                                       | 2 | repetition
                                                                   load 1m;a 1+1                                                      | 2 | expected x
                                                                   load 1m;a 1x2000000                                                | 2 | more than 1000000
                                                                   load 1m;a one                                                      | 2 | one
                                                                   load 1m;a {{schema:0                                               | 2 | not closed
                                                                   load 1m;a {{colour:0}}                                             | 2 | colour
                                                                   load 1m;a {{sum:1 sum:2}}                                          | 2 | duplicate
                                                                   load 1m;a {{counter_reset_hint:maybe}}                             | 2 | maybe
                                                                   load 1m;a {{buckets:1}}                                            | 2 | square brackets
                                                                   load 1m;a{x="1"}@st -1m;a{x="2"} 1                                 | 2 | does not match
                                                                   load 1m;a@st -1m 0s;a 1                                            | 2 | 2 values
                                                                   load 1m;a@st -1m                                                   | 2 | no following sample line
                                                                   load 1m;a@st 1q;a 1                                                | 2 | 1q
                                                                   eval instantly up                                                  | 1 | invalid evaluation command
                                                                   eval range from 0 to 1m up                                         | 1 | invalid evaluation command
                                                                   eval range from 1m to 0 step 1m up                                 | 1 | before start
                                                                   eval instant at 1m up;up 1 2                                       | 2 | multiple values
                                                                   eval instant at 1m up;expect something                             | 2 | invalid expect statement
                                                                   eval instant at 1m up;expect fail regex: (                         | 2 | invalid regex
                                                                   eval instant at 1m up;expect fail;expect fail                      | 3 | multiple expect fail
                                                                   eval instant at 1m up;expect warn;expect no_warn                   | 3 | warn and no_warn
                                                                   eval instant at 1m up;expect info;expect no_info                   | 3 | info and no_info
                                                                   eval instant at 1m "a";expect string a                             | 2 | string literal
                                                                   """)
    void whatIsNoScriptIsRefusedWithItsLine(String script, int line, String problem) {
        ScriptReport report = run(script.replace(";", "\n  "));
        assertThat(report.passed()).isZero();
        assertThat(report.failures()).hasSize(1);
        assertThat(report.failures().getFirst().line()).isEqualTo(line);
        assertThat(report.failures().getFirst().query()).isEmpty();
        assertThat(report.failures().getFirst().problem()).contains(problem);
    }

    @Test
    void clearForgetsAndLoadsAddUp() {
        assertThat(run("""
                       load 1m
                         a 1

                       load 1m
                         b 2

                       eval instant at 0 a + on() b
                         {} 3

                       clear
                       eval instant at 0 a
                       # A comment ends nothing and counts for nothing.
                       eval instant at 0 count({__name__=~".+"})
                       """)).isEqualTo(new ScriptReport(3, List.of()));
    }

    private static ScriptReport run(String script) {
        return new ScriptRunner(MemoryScriptStore::new).run(script);
    }
}
