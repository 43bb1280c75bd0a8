package dev.tributary.wire.chunk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.StaleMarker;
import dev.tributary.testkit.Seeded;
import dev.tributary.wire.RandomSeries;
import dev.tributary.wire.RecordingSink;
import dev.tributary.wire.RecordingSink.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChunkTest {
    private static final HexFormat HEX = HexFormat.of();

    private static List<Event> readFloats(byte[] chunk) throws MalformedChunkException {
        RecordingSink sink = new RecordingSink();
        new XorChunk().read(chunk, 0, chunk.length, sink);
        return sink.events();
    }

    private static List<Event> readHistograms(ChunkEncoding encoding, byte[] chunk) throws MalformedChunkException {
        RecordingSink sink = new RecordingSink();
        new HistogramChunk(encoding).read(chunk, 0, chunk.length, sink);
        return sink.events();
    }

    private static byte[] writeFloats(List<Event> samples) {
        XorChunk chunk = new XorChunk();
        chunk.start();
        for (Event event : samples) {
            if (event instanceof Event.Sample(long time, long bits, long _)) {
                chunk.append(time, Double.longBitsToDouble(bits));
            }
        }
        assertThat(chunk.count()).isEqualTo(samples.size());
        return chunk.toByteArray();
    }

    private static List<Event> randomFloats(RandomGenerator random) {
        List<Event> samples = new ArrayList<>();
        RandomSeries series = new RandomSeries(random);
        long time = series.timestamp() >> 2;
        int count = random.nextInt(1, 200);
        for (int i = 0; i < count; i++) {
            samples.add(new Event.Sample(time, Double.doubleToRawLongBits(series.value()), 0));
            time += random.nextInt(4) > 0 ? 15_000 : random.nextLong(1L << random.nextInt(1, 55));
        }
        return samples;
    }

    @Seeded
    void floatsComeBackAsTheyWent(RandomGenerator random) throws MalformedChunkException {
        List<Event> samples = randomFloats(random);
        assertThat(readFloats(writeFloats(samples))).isEqualTo(samples);
    }

    @Seeded
    void anyCutOfFloatsIsRefused(RandomGenerator random) {
        byte[] chunk = writeFloats(randomFloats(random));
        byte[] cut = Arrays.copyOf(chunk, random.nextInt(chunk.length));
        assertThatThrownBy(() -> readFloats(cut)).isInstanceOf(MalformedChunkException.class)
                .hasMessage("a chunk of " + cut.length + " bytes ends early");
    }

    @Test
    void theBitsOfAFloatChunkAreAsTheFormatSays() {
        XorChunk chunk = new XorChunk();
        chunk.start();
        chunk.append(1000, 1.5);
        chunk.append(2000, 1.5);
        chunk.append(3000, 1.25);
        chunk.append(4001, 1.25);
        // u16 4 | varint 1000 | f64 1.5 | uvarint 1000, 0 | 0, 11 01100 000010 11 | 10 00000000000001, 0
        assertThat(HEX.formatHex(chunk.toByteArray()))
                .isEqualTo("0004d00f3ff8000000000000e807" + HEX.toHexDigits((byte) 0b0_0_11_0110)
                        + HEX.toHexDigits((byte) 0b0_000010_1) + HEX.toHexDigits((byte) 0b1_10_00000)
                        + HEX.toHexDigits((byte) 0b00000000) + HEX.toHexDigits((byte) 0b1_0_000000));
    }

    /** Histograms that fit one chunk: one layout, counts that never drop. */
    private static List<Event> randomHistograms(RandomGenerator random, NativeHistogram first) {
        List<Event> samples = new ArrayList<>();
        long time = 1_700_000_000_000L;
        NativeHistogram histogram = first;
        boolean gauge = first.resetHint() == ResetHint.GAUGE;
        int count = random.nextInt(1, 30);
        for (int i = 0; i < count; i++) {
            ResetHint hint = gauge || i == 0 ? first.resetHint() : ResetHint.NOT_RESET;
            samples.add(new Event.Histogram(time, histogram.toBuilder().resetHint(hint).build(), 0));
            time += random.nextInt(100_000);
            histogram = grown(random, histogram);
        }
        return samples;
    }

    private static NativeHistogram grown(RandomGenerator random, NativeHistogram histogram) {
        double[] positive = grown(random, histogram.positiveBuckets(), histogram.isInteger());
        double[] negative = grown(random, histogram.negativeBuckets(), histogram.isInteger());
        double count = Arrays.stream(positive).sum() + Arrays.stream(negative).sum() + histogram.zeroCount();
        return histogram.toBuilder().positive(histogram.positiveSpans(), positive)
                .negative(histogram.negativeSpans(), negative).count(Math.max(count, histogram.count()))
                .sum(random.nextDouble()).build();
    }

    private static double[] grown(RandomGenerator random, double[] buckets, boolean integer) {
        return Arrays.stream(buckets)
                .map(b -> b + (integer ? random.nextInt(1 << random.nextInt(1, 20)) : random.nextDouble())).toArray();
    }

    private static byte[] writeHistograms(ChunkEncoding encoding, List<Event> samples) {
        HistogramChunk chunk = new HistogramChunk(encoding);
        for (Event event : samples) {
            if (event instanceof Event.Histogram(long time, NativeHistogram histogram, long _)) {
                if (chunk.count() == 0) {
                    chunk.start(histogram.resetHint());
                }
                assertThat(chunk.fits(histogram)).isTrue();
                chunk.append(time, histogram);
            }
        }
        assertThat(chunk.count()).isEqualTo(samples.size());
        return chunk.toByteArray();
    }

    private static ChunkEncoding encoding(NativeHistogram histogram) {
        return histogram.isInteger() ? ChunkEncoding.HISTOGRAM : ChunkEncoding.FLOAT_HISTOGRAM;
    }

    @Seeded
    void histogramsComeBackAsTheyWent(RandomGenerator random) throws MalformedChunkException {
        NativeHistogram first = new RandomSeries(random).histogram();
        List<Event> samples = randomHistograms(random, first);
        assertThat(readHistograms(encoding(first), writeHistograms(encoding(first), samples))).isEqualTo(samples);
    }

    @Seeded
    void anyCutOfHistogramsIsRefused(RandomGenerator random) {
        NativeHistogram first = new RandomSeries(random).histogram();
        byte[] chunk = writeHistograms(encoding(first), randomHistograms(random, first));
        byte[] cut = Arrays.copyOf(chunk, random.nextInt(chunk.length));
        assertThatThrownBy(() -> readHistograms(encoding(first), cut)).isInstanceOf(MalformedChunkException.class);
    }

    @Seeded
    void damageIsRefusedOrReadButNeverWorse(RandomGenerator random) {
        NativeHistogram first = new RandomSeries(random).histogram();
        for (int i = 0; i < 20; i++) {
            byte[] chunk = i % 2 == 0
                    ? writeFloats(randomFloats(random))
                    : writeHistograms(encoding(first), randomHistograms(random, first));
            for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                chunk[random.nextInt(chunk.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(i % 2 == 0 ? readFloats(chunk) : readHistograms(encoding(first), chunk)).isNotNull();
            } catch (MalformedChunkException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HISTOGRAM", "FLOAT_HISTOGRAM"})
    void staleHistogramsEndAChunk(ChunkEncoding encoding) throws MalformedChunkException {
        boolean integer = encoding == ChunkEncoding.HISTOGRAM;
        NativeHistogram live = NativeHistogram.builder().integer(integer).resetHint(ResetHint.RESET).count(3).sum(1)
                .positive(new int[]{0, 2}, new double[]{1, 2}).build();
        NativeHistogram stale = NativeHistogram.builder().integer(integer).sum(StaleMarker.VALUE).build();
        HistogramChunk chunk = new HistogramChunk(encoding);
        chunk.start(ResetHint.RESET);
        chunk.append(10, live);
        assertThat(chunk.fits(stale)).isTrue();
        chunk.append(20, stale);
        assertThat(chunk.fits(live)).isFalse();
        assertThat(chunk.fits(stale)).isTrue();
        chunk.append(30, stale);
        assertThat(readHistograms(encoding, chunk.toByteArray())).containsExactly(new Event.Histogram(10, live, 0),
                new Event.Histogram(20, stale, 0), new Event.Histogram(30, stale, 0));

        chunk.start(ResetHint.UNKNOWN);
        chunk.append(40, stale);
        assertThat(readHistograms(encoding, chunk.toByteArray())).containsExactly(new Event.Histogram(40, stale, 0));
    }

    @Test
    void whatDoesNotFitTheChunkIsTold() {
        NativeHistogram base = NativeHistogram.builder().integer(true).count(3).sum(1)
                .positive(new int[]{0, 2}, new double[]{1, 2}).build();
        HistogramChunk chunk = new HistogramChunk(ChunkEncoding.HISTOGRAM);
        chunk.start(ResetHint.UNKNOWN);
        chunk.append(10, base);
        assertThat(chunk.fits(base)).isTrue();
        assertThat(chunk.fits(base.toBuilder().positive(new int[]{0, 2}, new double[]{2, 1}).build())).isFalse();
        assertThat(chunk.isReset(base.toBuilder().positive(new int[]{0, 2}, new double[]{2, 1}).build())).isTrue();
        assertThat(chunk.fits(base.toBuilder().positive(new int[]{1, 2}, new double[]{1, 2}).build())).isFalse();
        assertThat(chunk.fits(base.toBuilder().schema(1).build())).isFalse();
        assertThat(chunk.fits(base.toBuilder().zero(0.5, 0).build())).isFalse();
        assertThat(chunk.fits(base.toBuilder().resetHint(ResetHint.GAUGE).build())).isFalse();
        assertThat(chunk.fits(base.toBuilder().resetHint(ResetHint.RESET).build())).isFalse();
        assertThat(chunk.fits(base.toBuilder().integer(false).build())).isFalse();
    }

    @Seeded
    void varbitNumbersOfAnySizeComeBack(RandomGenerator random) throws MalformedChunkException {
        BitWriter out = new BitWriter();
        long[] numbers = new long[100];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextLong() >> random.nextInt(64);
            out.varbit(numbers[i]);
            out.varbitUnsigned(numbers[i]);
        }
        byte[] bytes = out.toByteArray();
        BitReader in = new BitReader();
        in.reset(bytes, 0, bytes.length);
        for (long number : numbers) {
            assertThat(in.varbit()).isEqualTo(number);
            assertThat(in.varbitUnsigned()).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-3,10101", "4,10100", "5,110000101", "32,110100000", "-31,110100001", "256,1110100000000",
            "2048,11110100000000000", "131072,111110100000000000000000"})
    void varbitNumbersTakeTheBitsOfTheFormat(long number, String bits) {
        BitWriter out = new BitWriter();
        out.varbit(number);
        StringBuilder written = new StringBuilder();
        for (byte b : out.toByteArray()) {
            written.append(Integer.toBinaryString((b & 0xff) + 256).substring(1));
        }
        assertThat(written.toString()).startsWith(bits).hasSizeLessThan(bits.length() + 8);
    }

    @Test
    void impossibleLayoutsAreRefused() {
        BitWriter out = new BitWriter();
        out.bits(1, 16);
        out.bits(0, 8);
        out.bits(0, 8);
        out.varbit(0);
        out.varbitUnsigned(1L << 40);
        byte[] spans = out.toByteArray();
        assertThatThrownBy(() -> readHistograms(ChunkEncoding.HISTOGRAM, spans))
                .hasMessageContaining("spans or bounds do not fit");
        out.reset();
        out.bits(1, 16);
        out.bits(0, 16);
        out.varbit(0);
        out.varbitUnsigned(1);
        out.varbitUnsigned(1 << 20);
        out.varbit(0);
        out.varbitUnsigned(0);
        byte[] buckets = out.toByteArray();
        assertThatThrownBy(() -> readHistograms(ChunkEncoding.HISTOGRAM, buckets))
                .hasMessage("spans name 1048576 buckets, more than 65536");
        assertThatThrownBy(() -> new HistogramChunk(ChunkEncoding.XOR)).isInstanceOf(IllegalArgumentException.class);
    }
}
