package dev.tributary.wire.chunk;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.SampleSink;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of native histograms, of integers or of floats. {@code chunk := count:u16 flags:u8 layout (time:varbit counts)*}, where
 * the two highest flag bits say what is known of a counter reset in front of the chunk (00 unknown, 10 reset, 01 none, 11 gauge),
 * and times are whole columns. All histograms of a chunk have one layout, and none counts less than the one before. Reusable,
 * for one thread.
 */
public final class HistogramChunk {
    private static final ResetHint[] HINTS = {ResetHint.UNKNOWN, ResetHint.NOT_RESET, ResetHint.RESET, ResetHint.GAUGE};

    private final BitReader in = new BitReader();
    private final BitWriter out = new BitWriter();
    private final WholeColumn time = new WholeColumn();
    private final boolean integer;
    private final HistogramCounts counts;
    private int written;
    private @Nullable NativeHistogram last;

    /**
     * A codec for one of the two encodings.
     *
     * @throws IllegalArgumentException for the encoding of float chunks
     */
    public HistogramChunk(ChunkEncoding encoding) {
        integer = encoding == ChunkEncoding.HISTOGRAM;
        counts = switch (encoding) {
            case HISTOGRAM -> new WholeCounts();
            case FLOAT_HISTOGRAM -> new FloatCounts();
            case XOR -> throw new IllegalArgumentException("XOR chunks hold floats");
        };
    }

    /**
     * Hands the histograms of a chunk to a sink.
     *
     * @throws MalformedChunkException when the bytes are no such chunk, or hold a histogram that breaks the rules; histograms
     *                                 read before that have reached the sink
     */
    public void read(byte[] bytes, int offset, int length, SampleSink sink) throws MalformedChunkException {
        in.reset(bytes, offset, length);
        int samples = (int) in.bits(16);
        ResetHint hint = HINTS[(int) in.bits(2)];
        in.bits(6);
        HistogramLayout layout = HistogramLayout.read(in);
        int positive = HistogramLayout.buckets(layout.positiveSpans());
        int negative = HistogramLayout.buckets(layout.negativeSpans());
        for (int i = 0; i < samples; i++) {
            if (i == 0) {
                time.start(in.varbit());
                counts.readFirst(in, positive, negative);
            } else {
                time.read(in);
                counts.readNext(in);
                hint = hint == ResetHint.GAUGE ? hint : ResetHint.NOT_RESET;
            }
            sink.histogram(time.value(), histogram(layout, hint), 0);
        }
    }

    private NativeHistogram histogram(HistogramLayout layout, ResetHint hint) throws MalformedChunkException {
        if (StaleMarker.is(counts.sum())) {
            return NativeHistogram.builder().integer(integer).sum(counts.sum()).build();
        }
        try {
            return counts.histogram(layout).resetHint(hint).build();
        } catch (IllegalArgumentException e) {
            throw new MalformedChunkException(String.valueOf(e.getMessage()));
        }
    }

    /** Starts a chunk to be written, with what its first histogram says of a counter reset. */
    public void start(ResetHint hint) {
        out.reset();
        out.bits(0, 16);
        out.bits(switch (hint) {
            case UNKNOWN -> 0;
            case NOT_RESET -> 1;
            case RESET -> 2;
            case GAUGE -> 3;
        }, 2);
        out.bits(0, 6);
        written = 0;
        last = null;
    }

    /** True when a histogram may follow in the chunk being written. */
    public boolean fits(NativeHistogram histogram) {
        NativeHistogram before = last;
        if (before == null || histogram.isInteger() != integer || written == XorChunk.SAMPLES_MAX) {
            return before == null && histogram.isInteger() == integer;
        }
        if (before.isStale() || histogram.isStale()) {
            return histogram.isStale();
        }
        boolean gauge = histogram.resetHint() == ResetHint.GAUGE;
        return gauge == (before.resetHint() == ResetHint.GAUGE) && histogram.resetHint() != ResetHint.RESET
                && HistogramLayout.isSame(before, histogram) && !isReset(histogram);
    }

    /** True when a histogram counts less than the last one written, so that counting began anew between them. */
    public boolean isReset(NativeHistogram histogram) {
        NativeHistogram before = last;
        return before != null && !before.isStale() && !histogram.isStale()
                && histogram.resetHint() != ResetHint.GAUGE && HistogramLayout.isSame(before, histogram)
                && CounterResets.isReset(before, histogram);
    }

    /** Appends a histogram that {@link #fits}; timestamps rise. */
    public void append(long timestampMillis, NativeHistogram histogram) {
        if (written == 0) {
            NativeHistogram first = histogram.isStale()
                    ? NativeHistogram.builder().integer(integer).sum(histogram.sum()).build()
                    : histogram;
            HistogramLayout.write(out, first);
            out.varbit(timestampMillis);
            time.start(timestampMillis);
            counts.writeFirst(out, first);
        } else {
            time.write(out, timestampMillis);
            counts.writeNext(out, histogram);
        }
        last = histogram;
        written++;
        out.set(0, written >>> 8);
        out.set(1, written);
    }

    /** Histograms in the chunk being written. */
    public int count() {
        return written;
    }

    /** The chunk written since {@link #start}. */
    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
