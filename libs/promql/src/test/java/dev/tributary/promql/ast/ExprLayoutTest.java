package dev.tributary.promql.ast;

import dev.tributary.promql.check.Checker;
import dev.tributary.promql.parse.ParseOptions;
import dev.tributary.promql.parse.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExprLayoutTest {
    private static final String LONG = "a_metric_with_quite_a_long_name{first=\"value\",second=~\"other|values\","
            + "third!=\"x\"}";

    @ParameterizedTest
    @ValueSource(strings = {"up", "1 + 2", "sum by (job) (rate(http_requests_total{code=~\"5..\"}[5m]))", "-foo",
            "(a or b)[5m:1m]", "\"text\"", "a * on (x) group_left (y) b", "topk(3, a)"})
    void whatFitsStaysOnOneLine(String text) {
        assertThat(layout(text)).isEqualTo(text);
    }

    @Test
    void blanksAndOrderBecomeRegular() {
        assertThat(layout("sum(up{b='1',a=\"2\"})by(job)")).isEqualTo("sum by (job) (up{a=\"2\",b=\"1\"})");
    }

    @Test
    void parenthesesAroundADurationStandOnce() {
        assertThat(layout("a offset ((30s))")).isEqualTo("a offset (30s)");
        assertThat(layout("a[((1m)) + (2m)]")).isEqualTo("a[(1m) + (2m)]");
    }

    @Test
    void longOperatorsStandBetweenTheirSides() {
        assertThat(layout(LONG + " / ignoring(third) " + LONG))
                .isEqualTo("  " + LONG + "\n/ ignoring (third)\n  " + LONG);
    }

    @Test
    void longCallsBreakBetweenArguments() {
        assertThat(layout("topk(3, label_replace(" + LONG + ", \"dst\", \"$1\", \"src\", \"(.*)\"))"))
                .isEqualTo("topk(\n  3,\n  label_replace(\n    " + LONG
                        + ",\n    \"dst\",\n    \"$1\",\n    \"src\",\n    \"(.*)\"\n  )\n)");
    }

    @Test
    void longParenthesesSubqueriesAndSignsBreakInside() {
        assertThat(layout("-(" + LONG + " + " + LONG + ")"))
                .isEqualTo("-(\n    " + LONG + "\n  +\n    " + LONG + "\n)");
        assertThat(layout("max_over_time((" + LONG + " + " + LONG + ")[5m:1m] offset 1h)")).isEqualTo(
                "max_over_time(\n  (\n      " + LONG + "\n    +\n      " + LONG + "\n  )[5m:1m] offset 1h\n)");
    }

    @Test
    void longChainsAreLaidOutToo() {
        String text = layout("a" + " + a".repeat(5000));
        assertThat(text).hasLineCount(2 * (5000 - 24) + 1).endsWith("\n+\n  a");
        assertThat(text.lines().mapToInt(String::length).max()).hasValue(1000 + 97);
    }

    @Test
    void theLayoutReadsBackAsTheSameQuery() {
        String query = "sum without (x) (rate(" + LONG + "[5m])) > bool on (y) group_right (z) (" + LONG
                + " offset -5m)";
        assertThat(ExprText.format(parse(layout(query)))).isEqualTo(ExprText.format(parse(query)));
    }

    private static String layout(String text) {
        return ExprLayout.format(parse(text));
    }

    private static Expr parse(String text) {
        return new Checker(text).check(Parser.expression(text, ParseOptions.ALL));
    }
}
