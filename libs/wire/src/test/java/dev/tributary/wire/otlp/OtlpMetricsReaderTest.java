package dev.tributary.wire.otlp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import dev.tributary.wire.RecordingSink;
import dev.tributary.wire.RecordingSink.Event;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OtlpMetricsReaderTest {
    private static final long T = 1_700_000_000L;
    private static final int CUMULATIVE = 2;
    private static final int DELTA = 1;

    private final OtlpMetricsReader reader = new OtlpMetricsReader();

    private List<String> read(byte[] message) throws Exception {
        RecordingSink sink = new RecordingSink();
        OtlpReport report = reader.read(message, 0, message.length, sink, null);
        assertThat(report).isEqualTo(new OtlpReport(0, 0, ""));
        return lines(sink.events());
    }

    /** One line for each sample, with its series; exemplars and metadata likewise. */
    private static List<String> lines(List<Event> events) {
        List<String> lines = new ArrayList<>();
        String series = "";
        for (Event event : events) {
            switch (event) {
                case Event.Series(var labels) -> series = labels.toString();
                case Event.Sample(long time, long bits, long start) -> lines.add(series + " "
                        + (bits == Double.doubleToRawLongBits(StaleMarker.VALUE)
                                ? "stale"
                                : Double.longBitsToDouble(bits))
                        + " @" + time + (start == 0 ? "" : " since " + start));
                case Event.Histogram(long time, NativeHistogram h, long start) ->
                    lines.add(series + " " + h + " @" + time + " since " + start);
                case Event.Traced(var labels, long bits, long time) ->
                    lines.add("  # " + labels + " " + Double.longBitsToDouble(bits) + " @" + time);
                case Event.Described(var metadata) -> lines.add("# " + metadata.family() + " " + metadata.type().text()
                        + " " + metadata.help() + " [" + metadata.unit() + "]");
            }
        }
        return lines;
    }

    private static byte[] ofService(Consumer<OtlpMessage> metrics) {
        return OtlpMessage.request(resource -> {
            metrics.accept(resource);
            // Behind what it is about: fields have no order.
            resource.message(1, attributes -> attributes.attribute(1, "service.name", "cart").attribute(1,
                    "service.namespace", "shop").attribute(1, "service.instance.id", "i-1"));
        });
    }

    private static void times(OtlpMessage point) {
        point.fixed(2, T * OtlpMessage.SECOND - OtlpMessage.SECOND).fixed(3, T * OtlpMessage.SECOND + 5_999_999);
    }

    @Test
    void gaugesAndSumsBecomeOneSeriesForEachPoint() throws Exception {
        byte[] message = ofService(resource -> resource
                .metric("queue.length", "{items}", 5,
                        gauge -> gauge.message(1, point -> {
                            times(point);
                            point.fixed(6, -3).attribute(7, "queue.name", "a");
                        }))
                .metric("requests", "1", 7, sum -> sum.varint(2, CUMULATIVE).varint(3, 1).message(1, point -> {
                    times(point);
                    point.float64(4, 2.5).message(5, exemplar -> exemplar.fixed(2, T * OtlpMessage.SECOND)
                            .float64(3, 0.5).bytes(5, (byte) 0xab, (byte) 1).bytes(4, (byte) 2)
                            .attribute(7, "user", "u"));
                })));
        assertThat(read(message)).containsExactly("# queue_length gauge Help of queue.length []",
                "queue_length{instance=\"i-1\", job=\"shop/cart\", queue_name=\"a\"} -3.0"
                        + " @1700000000005 since 1699999999000",
                "# requests_total counter Help of requests []",
                "requests_total{instance=\"i-1\", job=\"shop/cart\"} 2.5 @1700000000005"
                        + " since 1699999999000",
                "  # {span_id=\"02\", trace_id=\"ab01\", user=\"u\"} 0.5 @1700000000000");
    }

    @Test
    void histogramsBecomeCumulativeBuckets() throws Exception {
        byte[] message = ofService(resource -> resource.metric("duration", "s", 9,
                histogram -> histogram.varint(2, CUMULATIVE).message(1, point -> point
                        .fixed(3, T * OtlpMessage.SECOND).fixed(4, 6).float64(5, 7.5).packed(6, 1, 2, 3)
                        .packedDoubles(7, 0.1, 1)
                        .message(8, exemplar -> exemplar.float64(3, 0.5)))));
        String series = "duration_seconds_%s{instance=\"i-1\", job=\"shop/cart\"%s} %s @1700000000000";
        assertThat(read(message)).containsExactly("# duration_seconds histogram Help of duration [seconds]",
                series.formatted("sum", "", "7.5"), series.formatted("count", "", "6.0"),
                series.formatted("bucket", ", le=\"0.1\"", "1.0"), series.formatted("bucket", ", le=\"1\"", "3.0"),
                "  # {} 0.5 @0", series.formatted("bucket", ", le=\"+Inf\"", "6.0"));
    }

    @Test
    void exponentialHistogramsBecomeNativeOnes() throws Exception {
        byte[] message = ofService(resource -> resource.metric("size", "By", 10,
                histogram -> histogram.varint(2, CUMULATIVE).message(1, point -> {
                    times(point);
                    point.fixed(4, 20).float64(5, 30).zigzag(6, 9).fixed(7, 2)
                            .message(8,
                                    buckets -> buckets.zigzag(1, -2).packedVarints(2, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 4))
                            .message(9, buckets -> buckets.zigzag(1, 4).packedVarints(2, 8));
                })));
        RecordingSink sink = new RecordingSink();
        reader.read(message, 0, message.length, sink, null);
        NativeHistogram histogram = sink.events().stream().filter(Event.Histogram.class::isInstance)
                .map(event -> ((Event.Histogram) event).histogram()).findFirst().orElseThrow();
        // Scale 9 is one finer than schema 8 can say: pairs of buckets are joined.
        assertThat(histogram.schema()).isEqualTo(8);
        assertThat(histogram.positiveSpans()).containsExactly(0, 2, 3, 1);
        assertThat(histogram.positiveBuckets()).containsExactly(3, 3, 4);
        assertThat(histogram.negativeSpans()).containsExactly(3, 1);
        assertThat(histogram.negativeBuckets()).containsExactly(8);
        assertThat(histogram.count()).isEqualTo(20);
        assertThat(histogram.sum()).isEqualTo(30);
        assertThat(histogram.zeroCount()).isEqualTo(2);
        assertThat(histogram.isInteger()).isTrue();
    }

    @Test
    void summariesBecomeQuantiles() throws Exception {
        byte[] message = ofService(resource -> resource.metric("wait", "ms", 11,
                summary -> summary.message(1, point -> point.fixed(3, T * OtlpMessage.SECOND).fixed(4, 2).float64(5, 3)
                        .message(6, quantile -> quantile.float64(1, 0.5).float64(2, 1.5)))));
        String series = "wait_milliseconds%s{instance=\"i-1\", job=\"shop/cart\"%s} %s @1700000000000";
        assertThat(read(message)).containsExactly("# wait_milliseconds summary Help of wait [milliseconds]",
                series.formatted("_sum", "", "3.0"), series.formatted("_count", "", "2.0"),
                series.formatted("", ", quantile=\"0.5\"", "1.5"));
    }

    @Test
    void aPointWithoutValueIsAStaleMarker() throws Exception {
        byte[] message = ofService(resource -> resource.metric("g", "", 5,
                gauge -> gauge.message(1, point -> point.fixed(3, T * OtlpMessage.SECOND).varint(8, 1))));
        assertThat(read(message).getLast()).endsWith(" stale @1700000000000");
    }

    @Test
    void whatElseIsKnownOfTheResourceStandsInTargetInfo() throws Exception {
        byte[] message = OtlpMessage.request(resource -> resource
                .message(1, attributes -> attributes.attribute(1, "service.name", "cart").attribute(1, "host.name", "h")
                        .message(1, pair -> pair.text(1, "list").message(2, any -> any.message(5, array -> array
                                .message(1, one -> one.varint(3, 7)).message(1, two -> two.text(1, "x"))))))
                .metric("g", "", 5, gauge -> gauge.message(1, point -> point.fixed(3, T * OtlpMessage.SECOND))
                        .message(1, point -> point.fixed(3, (T + 200) * OtlpMessage.SECOND))));
        String info = "target_info{host_name=\"h\", job=\"cart\", list=\"[7,\\\"x\\\"]\"} 1.0 @";
        assertThat(read(message)).contains("# target_info gauge Target metadata []", info + "1700000000000",
                info + "1700000150000", info + "1700000200000");
    }

    @Test
    void namesThatBecomeOneHaveTheirValuesJoined() throws Exception {
        byte[] message = OtlpMessage.request(resource -> resource.metric("g", "", 5, gauge -> gauge.message(1,
                point -> point.fixed(3, T * OtlpMessage.SECOND).attribute(7, "a.b", "1").attribute(7, "a-b", "2")
                        .attribute(7, "__name__", "other"))));
        assertThat(read(message).getLast()).isEqualTo("g{a_b=\"2;1\"} 0.0 @1700000000000");
    }

    @Test
    void whatPrometheusCannotHoldIsCountedAndTheRestIsRead() throws Exception {
        byte[] message = ofService(resource -> resource
                .metric("d", "", 7, sum -> sum.varint(2, DELTA).message(1, point -> {
                }).message(1, point -> {
                })).metric("coarse", "", 10, histogram -> histogram.varint(2, CUMULATIVE).message(1,
                        point -> point.zigzag(6, -5)))
                .metric("...", "", 5, gauge -> gauge.message(1, point -> {
                })).metric("good", "", 5, gauge -> gauge.message(1, OtlpMetricsReaderTest::times)));
        RecordingSink sink = new RecordingSink();
        OtlpReport report = reader.read(message, 0, message.length, sink, null);
        assertThat(report.pointsRefused()).isEqualTo(4);
        assertThat(report.problem()).startsWith("invalid temporality and type combination for metric \"d\"");
        assertThat(lines(sink.events()).getLast()).contains("good");
    }

    @Test
    void anyCutIsRefused() {
        byte[] message = ofService(resource -> resource.metric("g", "s", 5,
                gauge -> gauge.message(1, point -> point.fixed(3, 1).float64(4, 1).attribute(7, "a", "b"))));
        for (int cut = 1; cut < message.length; cut++) {
            byte[] part = Arrays.copyOf(message, cut);
            assertThatThrownBy(() -> reader.read(part, 0, part.length, new RecordingSink(), null))
                    .isInstanceOf(MalformedOtlpException.class).hasMessageContaining("OTLP metrics message of ");
        }
    }

    @Test
    void valuesNestedWithoutEndAreRefused() {
        byte[] message = OtlpMessage.request(resource -> resource.message(1, attributes -> attributes.message(1,
                pair -> pair.text(1, "deep").message(2, any -> nested(any, 40)))));
        assertThatThrownBy(() -> reader.read(message, 0, message.length, new RecordingSink(), null))
                .isInstanceOf(MalformedOtlpException.class).hasMessageContaining("nested deeper than 16");
    }

    private static void nested(OtlpMessage any, int depth) {
        if (depth > 0) {
            any.message(5, array -> array.message(1, inner -> nested(inner, depth - 1)));
        }
    }

    @Test
    void anAnswerSaysWhatWasNotTaken() {
        assertThat(OtlpAnswer.message(0, "")).isEmpty();
        byte[] expected = new OtlpMessage().message(1, partial -> partial.varint(1, 300).text(2, "why")).bytes();
        assertThat(OtlpAnswer.message(300, "why")).isEqualTo(expected);
    }
}
