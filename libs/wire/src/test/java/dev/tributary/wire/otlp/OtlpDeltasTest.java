package dev.tributary.wire.otlp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.tributary.model.NativeHistogram;
import dev.tributary.testkit.FakeClock;
import dev.tributary.wire.RecordingSink;
import dev.tributary.wire.RecordingSink.Event;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What senders tell as differences, in the order in which it comes. */
class OtlpDeltasTest {
    private static final int SUM = 7;
    private static final int HISTOGRAM = 9;
    private static final int EXPONENTIAL = 10;

    private final FakeClock clock = new FakeClock(Instant.ofEpochSecond(1_700_000_000));
    private final OtlpDeltas deltas = new OtlpDeltas(clock,
            () -> new OtlpDeltas.Limits(2, Duration.ofMinutes(5)));
    private OtlpReport report = new OtlpReport(0, 0, "");

    /** The samples of one metric with one point as "series value @time since start", times in seconds. */
    private List<String> send(int kind, long from, long to, Consumer<OtlpMessage> fields) throws Exception {
        byte[] message = OtlpMessage.request(resource -> resource.metric("m", "", kind, data -> data.varint(2, 1)
                .varint(3, kind == SUM ? 1 : 0)
                .message(1, point -> fields.accept(point.fixed(2, from * OtlpMessage.SECOND).fixed(3,
                        to * OtlpMessage.SECOND)))));
        RecordingSink sink = new RecordingSink();
        report = new OtlpMetricsReader().read(message, 0, message.length, sink, deltas);
        List<String> samples = new ArrayList<>();
        String series = "";
        for (Event event : sink.events()) {
            if (event instanceof Event.Series(var labels)) {
                series = labels.toString();
            } else if (event instanceof Event.Sample(long time, long bits, long start)) {
                samples.add(series + " " + Double.longBitsToDouble(bits) + " @" + time / 1000 + " since "
                        + start / 1000);
            } else if (event instanceof Event.Histogram(long time, NativeHistogram h, long start)) {
                samples.add(h + " @" + time / 1000 + " since " + start / 1000);
            }
        }
        return samples;
    }

    private List<String> number(long from, long to, double value) throws Exception {
        return send(SUM, from, to, point -> point.float64(4, value));
    }

    @Test
    void differencesBecomeATotalSinceTheFirst() throws Exception {
        assertThat(number(10, 20, 3)).containsExactly("m_total 3.0 @20 since 10");
        assertThat(number(20, 30, 4)).containsExactly("m_total 7.0 @30 since 10");
        assertThat(number(50, 60, 1)).as("after a gap").containsExactly("m_total 8.0 @60 since 10");
        assertThat(report).isEqualTo(new OtlpReport(1, 0, ""));
    }

    @Test
    void whatIsSentAgainCountsOnce() throws Exception {
        number(10, 20, 3);
        assertThat(number(10, 20, 3)).containsExactly("m_total 3.0 @20 since 10");
        assertThat(number(20, 30, 1)).containsExactly("m_total 4.0 @30 since 10");
    }

    @Test
    void whatComesTooLateOrIsOfAnotherSenderIsRefused() throws Exception {
        number(10, 20, 3);
        number(20, 30, 3);
        assertThat(number(10, 20, 3)).isEmpty();
        assertThat(report.pointsRefused()).isEqualTo(1);
        assertThat(report.problem()).contains("at 20000 comes after a later one", "m_total");
        assertThat(number(5, 40, 3)).isEmpty();
        assertThat(report.problem()).contains("starts at 5000 before the first of its stream");
        assertThat(number(30, 40, 1)).containsExactly("m_total 7.0 @40 since 10");
    }

    @Test
    void aSilentStreamIsForgotten() throws Exception {
        number(10, 20, 3);
        clock.advance(Duration.ofMinutes(4));
        number(20, 30, 3);
        clock.advance(Duration.ofMinutes(4));
        assertThat(deltas.streams()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(deltas.streams()).isZero();
        assertThat(number(30, 40, 1)).containsExactly("m_total 1.0 @40 since 30");
    }

    @Test
    void streamsAreLimited() throws Exception {
        for (int i = 0; i < 3; i++) {
            String value = "v" + i;
            send(SUM, 10, 20, point -> point.float64(4, 1).attribute(7, "a", value));
        }
        assertThat(report).isEqualTo(new OtlpReport(0, 1,
                "more than 2 streams of delta temporality, the limit ingest.otlp.delta_streams_max; metric m_total"));
        assertThat(send(SUM, 20, 30, point -> point.float64(4, 1).attribute(7, "a", "v1")))
                .containsExactly("m_total{a=\"v1\"} 2.0 @30 since 10");
    }

    private List<String> buckets(long from, long to, double bound, long below, long above) throws Exception {
        return send(HISTOGRAM, from, to, point -> point.fixed(4, below + above).float64(5, 10)
                .packed(6, below, above).packedDoubles(7, bound));
    }

    @Test
    void bucketsAreAddedUntilTheirBoundsChange() throws Exception {
        buckets(10, 20, 0.5, 1, 2);
        assertThat(buckets(20, 30, 0.5, 3, 4)).containsExactly("m_sum 20.0 @30 since 10", "m_count 10.0 @30 since 10",
                "m_bucket{le=\"0.5\"} 4.0 @30 since 10", "m_bucket{le=\"+Inf\"} 10.0 @30 since 10");
        assertThat(buckets(30, 40, 0.7, 1, 1)).contains("m_bucket{le=\"0.7\"} 1.0 @40 since 30",
                "m_count 2.0 @40 since 30");
        send(HISTOGRAM, 40, 50, point -> point.packed(6, new long[1026]));
        assertThat(report.problem()).contains("more than 1024 buckets");
    }

    private List<String> exponential(long from, long to, int scale, int offset, long... counts) throws Exception {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        long all = sum + 1;
        return send(EXPONENTIAL, from, to, point -> point.fixed(4, all).float64(5, 2).zigzag(6, scale).fixed(7, 1)
                .message(8, side -> side.zigzag(1, offset).packedVarints(2, counts)));
    }

    @Test
    void exponentialHistogramsMeetAtTheCoarserScale() throws Exception {
        exponential(10, 20, 1, 0, 1, 2, 3);
        assertThat(exponential(20, 30, 0, 1, 10, 20)).singleElement().asString()
                .isEqualTo("{schema:0 count:38.0 sum:4.0 zero:2.0<=1.0E-128 positive:[1, 3][3.0, 13.0, 20.0] "
                        + "negative:[][] bounds:[] UNKNOWN int} @30 since 10");
    }

    @Test
    void bucketsFarApartAreJoinedAndNotLaidOut() throws Exception {
        exponential(10, 20, 8, Integer.MAX_VALUE - 10, 1);
        assertThat(exponential(20, 30, 8, Integer.MIN_VALUE, 1)).isEmpty();
        assertThat(report)
                .isEqualTo(new OtlpReport(0, 1, "the buckets of an exponential histogram lie so far apart that"
                        + " they meet at scale -17 only, which is below -4; metric m"));
        assertThat(exponential(30, 40, 8, Integer.MAX_VALUE - 10, 1)).singleElement().asString()
                .as("the total is as before").contains("[2.0]").endsWith("@40 since 10");
        assertThat(exponential(30, 40, 1000, 0, 1)).isEmpty();
        assertThat(report.problem()).contains("cannot have the scale 1000");
    }
}
