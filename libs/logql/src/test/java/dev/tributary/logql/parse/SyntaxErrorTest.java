package dev.tributary.logql.parse;

import java.util.stream.Stream;

import dev.tributary.logql.check.Checker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The words and places of errors, which Grafana shows to people. */
final class SyntaxErrorTest {
    static Stream<Arguments> errors() {
        return Stream.of(arguments("", "parse error : syntax error: unexpected $end"),
                arguments("# nothing", "parse error at line 1, col 10: syntax error: unexpected $end"),
                arguments("{", "parse error at line 1, col 2: syntax error: unexpected $end, "
                        + "expecting IDENTIFIER or }"),
                arguments("{app", "parse error at line 1, col 5: syntax error: unexpected $end, "
                        + "expecting = or =~ or !~ or !="),
                arguments("{app=", "parse error at line 1, col 6: syntax error: unexpected $end, expecting STRING"),
                arguments("{app=\"a\"", "parse error at line 1, col 9: syntax error: unexpected $end, "
                        + "expecting } or ,"),
                arguments("{app=\"a}", "parse error at line 1, col 6: literal not terminated"),
                arguments("{app=\"\\q\"}", "parse error at line 1, col 6: invalid char escape"),
                arguments("{ns=\"a1\"} |=", "parse error at line 1, col 13: syntax error: unexpected $end, "
                        + "expecting STRING or ip"),
                arguments("{ns=\"a1\"}\n  | logfmt x=", "parse error at line 2, col 14: syntax error: "
                        + "unexpected $end, expecting STRING"),
                arguments("{ns=\"a1\"} foo", "parse error at line 1, col 11: syntax error: unexpected IDENTIFIER"),
                arguments("{ns=\"a1\"} \"foo\"", "parse error at line 1, col 11: syntax error: unexpected STRING"),
                arguments("{ns=\"a1\"} | line_format", "parse error at line 1, col 24: syntax error: "
                        + "unexpected $end, expecting STRING"),
                arguments("{ns=\"a1\"} | unwrap x", "parse error at line 1, col 13: syntax error: "
                        + "unexpected unwrap"),
                arguments("{cluster=\"eu\"} | logfmt | peer<ip(\"10.0.0.0/8\")",
                        "parse error at line 1, col 32: syntax error: "
                                + "unexpected ip"),
                arguments("bytes_rate({ns=\"shop\"}[2weeks])",
                        "parse error at line 0, col 23: unknown unit \"weeks\" in duration \"2weeks\""),
                arguments("count_over_time({ns=\"shop\"}[90",
                        "parse error at line 0, col 28: missing closing ']' in duration"),
                arguments("bytes_over_time({ns=\"shop\"}[1h]",
                        "parse error at line 1, col 32: syntax error: unexpected $end, "
                                + "expecting )"),
                arguments("bytes_rate(12.5)", "parse error at line 1, col 16: syntax error: unexpected ), expecting ,"),
                arguments("quantile_over_time(latency, {ns=\"shop\"})", "parse error at line 1, col 20: syntax error: "
                        + "unexpected IDENTIFIER, expecting NUMBER or { or ("),
                arguments("stddev({ns=\"shop\"}[10m])",
                        "parse error at line 0, col 19: syntax error: unexpected RANGE"),
                arguments("percentile(95)", "parse error at line 1, col 1: syntax error: unexpected IDENTIFIER"),
                arguments("vector(seven + 1)", "parse error at line 1, col 8: syntax error: unexpected IDENTIFIER, "
                        + "expecting NUMBER"),
                arguments("avg by (bytes_rate({ns=\"shop\"}[1m]))",
                        "parse error at line 1, col 9: syntax error: unexpected BYTES_RATE, "
                                + "expecting IDENTIFIER or )"),
                arguments("stdvar without (count_over_time({ns=\"shop\"}[1m]))",
                        "parse error at line 1, col 17: syntax error: "
                                + "unexpected COUNT_OVER_TIME, expecting IDENTIFIER or )"),
                arguments("bool vector(1)", "parse error at line 1, col 1: syntax error: unexpected bool"),
                arguments("{ns=~\"shop([\"}",
                        "parse error : error parsing regexp: missing closing ]: `[`"),
                arguments("rate({ns=\"shop\"} | logfmt | size > 0x1F [90s])",
                        "parse error : unable to parse literal as a "
                                + "float: strconv.ParseFloat: parsing \"0x1F\": invalid syntax"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void namesPlaceAndExpectation(String query, String message) {
        assertFails(query, message);
    }

    static Stream<Arguments> problems() {
        String selectsAll = "queries require at least one regexp or equality matcher that does not have an "
                + "empty-compatible value. For instance, app=~\".*\" does not meet this requirement, but app=~\".+\" "
                + "will";
        return Stream.of(arguments("{ns!=\"shop\"}", selectsAll), arguments("{}", selectsAll),
                arguments("bytes_rate({ns=~\"x*\"}[90s])", selectsAll),
                arguments("2 * bytes_rate({ns=~\"x*\"}[90s])", selectsAll),
                arguments("max_over_time({ns=\"shop\"}[90s])", "invalid aggregation max_over_time without unwrap"),
                arguments("bytes_over_time({ns=\"shop\"} | logfmt | unwrap took [90s])",
                        "invalid aggregation bytes_over_time with unwrap"),
                arguments("sum_over_time({ns=\"shop\"} | logfmt | unwrap took [90s]) without (pod)",
                        "grouping not allowed for sum_over_time aggregation"),
                arguments("absent_over_time({ns=\"shop\"}[90s]) without (pod)",
                        "grouping not allowed for absent_over_time aggregation"),
                arguments("quantile_over_time({ns=\"shop\"} | logfmt | unwrap took [90s])",
                        "parameter required for operation quantile_over_time"),
                arguments("sum_over_time(0.9, {ns=\"shop\"} | logfmt | unwrap took [90s])",
                        "parameter 0.9 not supported for operation sum_over_time"),
                arguments("topk(rate({ns=\"shop\"}[90s]))", "parameter required for operation topk"),
                arguments("sum(3, rate({ns=\"shop\"}[90s]))", "unsupported parameter for operation sum(3,"),
                arguments("bottomk(2.5, rate({ns=\"shop\"}[90s]))", "invalid parameter bottomk(2.5,"),
                arguments("topk(0, rate({ns=\"shop\"}[90s]))",
                        "invalid parameter (must be greater than 0) topk(0"),
                arguments("approx_topk(2, rate({ns=\"shop\"}[90s])) by (pod)",
                        "grouping not allowed for approx_topk aggregation"),
                arguments("sort(rate({ns=\"shop\"}[90s])) by (pod)", "sort and sort_desc doesn't allow grouping by "),
                arguments("{ns=\"shop\"} + 1",
                        "unexpected type for left leg of binary operation (+): *syntax.MatchersExpr"),
                arguments("1 + {ns=\"shop\"} |= \"x\"",
                        "unexpected type for right leg of binary operation (+): *syntax.PipelineExpr"),
                arguments("rate({ns=\"shop\"}[90s]) or 1",
                        "unexpected literal for right leg of logical/set binary operation (or): 1.000000"),
                arguments("label_replace(rate({ns=\"shop\"}[90s]), \"a\", \"$1\", \"b\", \"x(\")",
                        "invalid regex in label_replace: error parsing regexp: missing closing ): `^(?:x()$`"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void namesWhatAQueryCannotBe(String query, String problem) {
        assertFails(query, "parse error : " + problem);
    }

    private static void assertFails(String query, String message) {
        assertThatThrownBy(() -> Checker.check(Parser.expression(query))).isInstanceOf(ParseException.class)
                .hasMessage(message);
    }

    @Test
    void depthAndLengthHaveLimits() {
        assertThatThrownBy(() -> Parser.expression("(".repeat(60_000))).hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> Parser.expression("{a=\"b\"} | " + "(".repeat(60_000)))
                .hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> Parser.expression("1" + "+vector(1)".repeat(9_000)))
                .hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> Parser.expression("{a=\"b\"} | a=1" + " or a=1".repeat(9_000)))
                .hasMessageContaining("nested too deeply");
        assertThatThrownBy(() -> Parser.expression("{a=\"" + "b".repeat(140_000) + "\"}"))
                .hasMessage("parse error : input size too long (140006 > 131072)");
    }

    @Test
    void aSelectorAloneIsNoPipeline() {
        assertThat(Parser.selector("{a=\"b\", c!~\"d\"}")).hasSize(2);
        assertThatThrownBy(() -> Parser.selector("{a=\"b\"} |= \"x\""))
                .hasMessage("only label matchers are supported");
    }
}
