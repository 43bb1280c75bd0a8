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
                arguments("{app=\"a\"} |=", "parse error at line 1, col 13: syntax error: unexpected $end, "
                        + "expecting STRING or ip"),
                arguments("{app=\"a\"}\n  | logfmt x=", "parse error at line 2, col 14: syntax error: "
                        + "unexpected $end, expecting STRING"),
                arguments("{app=\"a\"} foo", "parse error at line 1, col 11: syntax error: unexpected IDENTIFIER"),
                arguments("{app=\"a\"} \"foo\"", "parse error at line 1, col 11: syntax error: unexpected STRING"),
                arguments("{app=\"a\"} | line_format", "parse error at line 1, col 24: syntax error: "
                        + "unexpected $end, expecting STRING"),
                arguments("{app=\"a\"} | unwrap x", "parse error at line 1, col 13: syntax error: "
                        + "unexpected unwrap"),
                arguments("{app=\"a\"} | json | x>=ip(\"1\")", "parse error at line 1, col 23: syntax error: "
                        + "unexpected ip"),
                arguments("rate({app=\"a\"}[5minutes])",
                        "parse error at line 0, col 15: unknown unit \"minutes\" in duration \"5minutes\""),
                arguments("rate({app=\"a\"}[5", "parse error at line 0, col 15: missing closing ']' in duration"),
                arguments("rate({app=\"a\"}[5m]", "parse error at line 1, col 19: syntax error: unexpected $end, "
                        + "expecting )"),
                arguments("rate(5)", "parse error at line 1, col 7: syntax error: unexpected ), expecting ,"),
                arguments("quantile_over_time(x)", "parse error at line 1, col 20: syntax error: "
                        + "unexpected IDENTIFIER, expecting NUMBER or { or ("),
                arguments("min({app=\"a\"}[5m])", "parse error at line 0, col 14: syntax error: unexpected RANGE"),
                arguments("foo(1)", "parse error at line 1, col 1: syntax error: unexpected IDENTIFIER"),
                arguments("vector(abc)", "parse error at line 1, col 8: syntax error: unexpected IDENTIFIER, "
                        + "expecting NUMBER"),
                arguments("sum by (rate(1)", "parse error at line 1, col 9: syntax error: unexpected RATE, "
                        + "expecting IDENTIFIER or )"),
                arguments("count without (rate({a=\"b\"}[5m]))", "parse error at line 1, col 16: syntax error: "
                        + "unexpected RATE, expecting IDENTIFIER or )"),
                arguments("bool 1 > 1", "parse error at line 1, col 1: syntax error: unexpected bool"),
                arguments("{app=~\"[\"}",
                        "parse error : error parsing regexp: missing closing ]: `[`"),
                arguments("rate({app=\"a\"} | json | x > 0x10 [1m])", "parse error : unable to parse literal as a "
                        + "float: strconv.ParseFloat: parsing \"0x10\": invalid syntax"));
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
        return Stream.of(arguments("{app!=\"a\"}", selectsAll), arguments("{}", selectsAll),
                arguments("rate({app=~\".*\"}[5m])", selectsAll),
                arguments("1 + rate({app=~\".*\"}[5m])", selectsAll),
                arguments("sum_over_time({app=\"a\"}[5m])", "invalid aggregation sum_over_time without unwrap"),
                arguments("count_over_time({app=\"a\"} | unwrap x [5m])",
                        "invalid aggregation count_over_time with unwrap"),
                arguments("sum_over_time({app=\"a\"} | unwrap x [5m]) by (y)",
                        "grouping not allowed for sum_over_time aggregation"),
                arguments("absent_over_time({app=\"a\"}[5m]) by (y)",
                        "grouping not allowed for absent_over_time aggregation"),
                arguments("quantile_over_time({app=\"a\"} | unwrap x [5m])",
                        "parameter required for operation quantile_over_time"),
                arguments("sum_over_time(5, {app=\"a\"} | unwrap x [5m])",
                        "parameter 5 not supported for operation sum_over_time"),
                arguments("topk(rate({app=\"a\"}[5m]))", "parameter required for operation topk"),
                arguments("sum(3, rate({app=\"a\"}[5m]))", "unsupported parameter for operation sum(3,"),
                arguments("bottomk(1.2, rate({app=\"a\"}[5m]))", "invalid parameter bottomk(1.2,"),
                arguments("topk(0, rate({app=\"a\"}[5m]))",
                        "invalid parameter (must be greater than 0) topk(0"),
                arguments("approx_topk(2, rate({app=\"a\"}[5m])) by (x)",
                        "grouping not allowed for approx_topk aggregation"),
                arguments("sort(rate({app=\"a\"}[5m])) by (x)", "sort and sort_desc doesn't allow grouping by "),
                arguments("{app=\"a\"} + 1",
                        "unexpected type for left leg of binary operation (+): *syntax.MatchersExpr"),
                arguments("1 + {app=\"a\"} |= \"x\"",
                        "unexpected type for right leg of binary operation (+): *syntax.PipelineExpr"),
                arguments("rate({app=\"a\"}[5m]) or 1",
                        "unexpected literal for right leg of logical/set binary operation (or): 1.000000"),
                arguments("label_replace(rate({app=\"a\"}[5m]), \"a\", \"$1\", \"b\", \"x(\")",
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
