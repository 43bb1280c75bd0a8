package dev.tributary.wire.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenMetricsParserTest {
    private static final String PAGE = """
                                       # TYPE acme_http_requests counter
                                       # HELP acme_http_requests All \\"requests\\"\\n.
                                       acme_http_requests_total{code="200",path="/"} 17.5 1520879607.789 # {trace_id="4bf9"} 0.67 1520879606.5
                                       acme_http_requests_created{code="200",path="/"} 1.6e9
                                       acme_http_requests_total{code="404",path="/"} 2
                                       acme_http_requests_created{code="404",path="/"} 1600000001.5
                                       acme_http_requests_total{code="500",path="/"} 0
                                       # TYPE foo_seconds histogram
                                       # UNIT foo_seconds seconds
                                       foo_seconds_bucket{a="1",le="0.1"} 8 # {} 0.054
                                       foo_seconds_bucket{le="+Inf",a="1"} 17
                                       foo_seconds_count{a="1"} 17
                                       foo_seconds_sum{a="1"} 324789.3
                                       foo_seconds_created{a="1"} 1520430000.123
                                       # TYPE "my.info" info
                                       {"my.info_info",version="1"} 1
                                       # TYPE state stateset
                                       state{state="on"} 1
                                       lone_created 5
                                       # EOF
                                       """;

    private static final List<String> WITH_START = List.of("acme_http_requests is counter",
            "acme_http_requests is counter help=All \"requests\"\n.",
            "__name__=acme_http_requests_total,code=200,path=/ 17.5 @1520879607789 start 1600000000000"
                    + " # {trace_id=\"4bf9\"} 0.67 @1520879606500",
            "__name__=acme_http_requests_total,code=404,path=/ 2.0 start 1600000001500",
            "__name__=acme_http_requests_total,code=500,path=/ 0.0", "foo_seconds is histogram",
            "foo_seconds is histogram unit=seconds",
            "__name__=foo_seconds_bucket,a=1,le=0.1 8.0 start 1520430000123 # {} 0.054 @0",
            "__name__=foo_seconds_bucket,a=1,le=+Inf 17.0 start 1520430000123",
            "__name__=foo_seconds_count,a=1 17.0 start 1520430000123",
            "__name__=foo_seconds_sum,a=1 324789.3 start 1520430000123", "my.info is info",
            "__name__=my.info_info,version=1 1.0", "state is stateset", "__name__=state,state=on 1.0",
            "__name__=lone_created 5.0");

    private static ExpositionParser withStart() {
        return ExpositionParsers.forContentType(Page.OPEN_METRICS, ExpositionLimits.DEFAULT,
                new ExpositionOptions(true, false));
    }

    @Test
    void createdSamplesAreSeriesByDefault() throws MalformedExpositionException {
        assertThat(Page.openMetrics(PAGE)).contains("__name__=acme_http_requests_created,code=200,path=/ 1.6E9",
                "__name__=foo_seconds_created,a=1 1.520430000123E9").noneMatch(entry -> entry.contains("start"))
                .hasSize(WITH_START.size() + 3);
    }

    @Test
    void createdSamplesBecomeStartTimestampsWhenAsked() throws MalformedExpositionException {
        assertThat(Page.parse(withStart(), PAGE.getBytes(StandardCharsets.UTF_8))).isEqualTo(WITH_START);
    }

    @Seeded
    void piecesOfAnySizeGiveTheSame(RandomGenerator random) throws MalformedExpositionException {
        byte[] bytes = PAGE.getBytes(StandardCharsets.UTF_8);
        assertThat(Page.parseInPieces(withStart(), bytes, random)).isEqualTo(WITH_START);
    }

    @Test
    void theEndMarkerMayLackItsNewline() throws MalformedExpositionException {
        assertThat(Page.openMetrics("# TYPE a gauge\na 1\n# EOF")).hasSize(2);
        assertThat(Page.openMetrics("# EOF\n")).isEmpty();
    }

    @Test
    void everyCutIsNoticed() {
        byte[] bytes = PAGE.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < bytes.length - 1; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Page.parse(withStart(), cut))
                    .isInstanceOfSatisfying(MalformedExpositionException.class, e -> assertThat(e.isCut()).isTrue());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            x{a="1" ,b="2"} 1          | column 8: expected ',' or '}'
                                            x{a="1"b="2"} 1            | column 8: expected ',' or '}'
                                            x {a="1"} 1                | column 3: expected a value, a float,
                                            x  1                       | column 3: expected a value, a float,
                                            x 1 nan                    | column 5: a timestamp must be finite
                                            x 1 # comment              | column 5: expected a timestamp in seconds, a float,
                                            x 1 5 # comment            | column 6: expected an exemplar or the end of the line
                                            x 1 # {a="1"}              | column 14: expected one space
                                            x 1 # {a="1"} y            | column 15: expected an exemplar value, a float,
                                            x 1 # {a="1"} 1 2 3        | column 18: expected the end of the line behind the exemplar
                                            x 1 # {"a"} 1              | column 11: a metric name is out of place here
                                            # comment                  | column 1: expected # HELP, # TYPE, # UNIT or # EOF
                                            # TYPE x untyped           | column 10: expected a type
                                            # TYPE x                   | column 9: expected one space
                                            # UNIT x_bytes seconds     | column 16: the unit is not the last part of the family's name
                                            # UNIT seconds seconds     | column 16: the unit is not the last part of the family's name
                                            # EOF x                    | column 6: data behind # EOF
                                            """)
    void aMalformedLineIsRefusedWithItsPlace(String line, String message) {
        assertThatThrownBy(() -> Page.openMetrics(line + "\n# EOF\n"))
                .isInstanceOfSatisfying(MalformedExpositionException.class, e -> assertThat(e.isCut()).isFalse())
                .hasMessageContaining("line 1, " + message);
    }

    @Test
    void blankLinesAndWhatFollowsTheEndAreRefused() {
        assertThatThrownBy(() -> Page.openMetrics("a 1\n\n# EOF\n")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> Page.openMetrics("# EOF\na 1\n")).hasMessageContaining("line 2")
                .hasMessageContaining("data behind # EOF");
        assertThatThrownBy(() -> Page.openMetrics("# EOF\n\n")).hasMessageContaining("data behind # EOF");
    }

    @Test
    void samplesOfOneMetricBeyondTheLimitAreRefused() {
        ExpositionParser parser = ExpositionParsers.forContentType(Page.OPEN_METRICS, new ExpositionLimits(100, 10),
                new ExpositionOptions(true, false));
        StringBuilder page = new StringBuilder("# TYPE h histogram\n");
        for (int i = 0; i < 20; i++) {
            page.append("h_bucket{le=\"").append(i).append("\"} 1\n");
        }
        byte[] bytes = page.toString().getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Page.parse(parser, bytes))
                .hasMessageContaining("samples of one metric take more than the limit of 100 bytes");
    }
}
