package dev.tributary.logql.ast;

import java.util.stream.Stream;

import dev.tributary.logql.parse.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

final class ExprLayoutTest {
    static Stream<Arguments> texts() {
        return Stream.of(arguments("{a='x'}".replace('\'', '"'), "{a=\"x\"}"),
                arguments("{a=\"x\",b!~\"y\"} != \"q\" or \"r\"", "{a=\"x\", b!~\"y\"} != \"q\" != \"r\""),
                arguments("{a=\"x\"} |~ \"q\" or ip(\"1.2.3.4\")", "{a=\"x\"} |~ \"q\" or ip(\"1.2.3.4\")"),
                arguments("{a=\"x\"} | json | logfmt --strict b, c=\"d\"",
                        "{a=\"x\"} | json | logfmt --strict b=\"b\",c=\"d\""),
                arguments("{a=\"x\"} | b > 5 and c = 1m or d == 20KB , e != ip(\"::1\")",
                        "{a=\"x\"} | ( ( b>5 , c==1m0s ) or ( d==20kB , e!=ip(\"::1\") ) )"),
                arguments("{a=\"x\"} | b=1234B", "{a=\"x\"} | b==1234B"),
                arguments("{a=\"x\"} | b=~`c\\d`", "{a=\"x\"} | b=~`c\\d`"),
                arguments("{a=\"x\"} | drop b, c=\"d\" | keep e", "{a=\"x\"} | drop b,c=\"d\" | keep e"),
                arguments("rate ( {a=\"x\"} [5m] offset 1h )", "rate({a=\"x\"}[5m] offset 1h0m0s)"),
                arguments("sum by(b,c)(rate({a=\"x\"}[5m]))", "sum by (b,c)(rate({a=\"x\"}[5m]))"),
                arguments("sum(rate({a=\"x\"}[5m])) by (b)", "sum by (b)(rate({a=\"x\"}[5m]))"),
                arguments("topk(5,rate({a=\"x\"}[5m])) without(b)", "topk without (b)(5,rate({a=\"x\"}[5m]))"),
                arguments("1+2", "3"), arguments("vector(2)", "vector(2.000000)"),
                arguments("rate({a=\"x\"}[5m]) / on(b) group_left(c) rate({a=\"x\"}[5m])",
                        "(rate({a=\"x\"}[5m]) / on (b) group_left (c) rate({a=\"x\"}[5m]))"),
                arguments("rate({a=\"x\"}[5m]) / on(b) group_left() (rate({a=\"x\"}[5m]) * 2)",
                        "(rate({a=\"x\"}[5m]) / on (b) group_left () (rate({a=\"x\"}[5m]) * 2))"),
                arguments("rate({a=\"x\"}[5m]) >bool 1e6", "(rate({a=\"x\"}[5m]) > bool 1e+06)"),
                arguments("quantile_over_time(0.99,{a=\"x\"}|unwrap duration(t)|__error__=\"\"[1d])by(b)",
                        "quantile_over_time(0.99,{a=\"x\"} | unwrap duration(t) | __error__=\"\"[1d]) by (b)"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void oneLine(String query, String text) {
        assertThat(ExprText.format(Parser.expression(query))).isEqualTo(text);
        assertThat(ExprLayout.format(Parser.expression(text)).lines().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void severalLines(String layout) {
        assertThat(ExprLayout.format(Parser.expression(layout.replace("\n", " ")))).isEqualTo(layout);
    }

    static Stream<String> layouts() {
        return Stream.of("""
                         {container="query-frontend", namespace="loki-dev"}
                           |= "metrics.go" != "memcached"
                           | logfmt
                           | ( duration>10s , throughput_mb<500 )
                           | line_format "{{.msg}} took {{.duration}}\"""",
                """
                sum by (container, namespace)(
                  rate(
                    {container="query-frontend", namespace="loki-dev"}
                      |= "metrics.go"
                      | logfmt
                      | level="error"
                      | duration>10s [5m]
                  )
                )""", """
                      topk by (container)(
                        10,
                        quantile_over_time(
                          0.99,
                          {container="ingress-nginx", service="hosted-grafana"} | json | __error__=""
                            | unwrap request_time [1m] offset 1h
                        ) by (path, container)
                      )""",
                """
                  sum by (container)(rate({container="query-frontend", namespace="loki-dev"} |= "error" [5m]))
                / on (container, namespace) group_left (node)
                  sum by (container)(rate({container="query-frontend", namespace="loki-dev"}[5m]))""".replace(" [5m]",
                        "[5m]"));
    }
}
