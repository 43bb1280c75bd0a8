package dev.tributary.wire.remoteread;

import java.util.function.Consumer;
import java.util.zip.CRC32C;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.SampleColumns;
import dev.tributary.wire.chunk.ChunkEncoding;
import dev.tributary.wire.chunk.HistogramChunk;
import dev.tributary.wire.chunk.XorChunk;
import dev.tributary.wire.protobuf.ProtoWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed response: frames of {@code length:uvarint crc32c:u32 prometheus.ChunkedReadResponse}, each with one series or
 * a part of one. Floats and histograms of a series become chunks of their encodings in time order. Frames are handed on as they
 * fill, so memory is bounded by a frame. Reusable, for one thread.
 */
public final class ChunkedResponseWriter {
    /** Frame size that Prometheus uses. */
    public static final int FRAME_BYTES_DEFAULT = 1 << 20;

    /** Samples of a chunk, as in Prometheus' own blocks. */
    private static final int CHUNK_SAMPLES = 120;

    private final int frameBytesMax;
    private final Consumer<byte[]> frames;
    private final ProtoWriter labels = new ProtoWriter();
    private final ProtoWriter series = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();
    private final ProtoWriter message = new ProtoWriter();
    private final ProtoWriter frame = new ProtoWriter();
    private final XorChunk floats = new XorChunk();
    private final HistogramChunk wholes = new HistogramChunk(ChunkEncoding.HISTOGRAM);
    private final HistogramChunk fractions = new HistogramChunk(ChunkEncoding.FLOAT_HISTOGRAM);

    private int query;
    private @Nullable ChunkEncoding open;
    private long firstMillis;
    private long lastMillis;

    /**
     * Takes the place to put frames.
     *
     * @param frameBytesMax size that frames stay below; only a single chunk that is larger exceeds it
     */
    public ChunkedResponseWriter(int frameBytesMax, Consumer<byte[]> frames) {
        this.frameBytesMax = frameBytesMax;
        this.frames = frames;
    }

    /** Writes a series that answers a query, or nothing where it has no samples; series come in label order. */
    public void series(int queryIndex, Labels seriesLabels, SampleColumns samples) {
        if (samples.size() == 0) {
            return;
        }
        query = queryIndex;
        labels.reset();
        seriesLabels.forEach((name, value) -> {
            part.reset();
            part.stringField(1, name);
            part.stringField(2, value);
            labels.messageField(1, part);
        });
        startFrame();
        for (int i = 0; i < samples.size(); i++) {
            NativeHistogram histogram = samples.histogram(i);
            if (histogram == null) {
                append(samples.timestamp(i), samples.value(i));
            } else {
                append(samples.timestamp(i), histogram);
            }
        }
        finishChunk();
        finishFrame();
    }

    private void append(long timestampMillis, double value) {
        if (open != ChunkEncoding.XOR || floats.count() == CHUNK_SAMPLES) {
            finishChunk();
            open(ChunkEncoding.XOR, timestampMillis);
            floats.start();
        }
        floats.append(timestampMillis, value);
        lastMillis = timestampMillis;
    }

    private void append(long timestampMillis, NativeHistogram histogram) {
        ChunkEncoding encoding = histogram.isInteger() ? ChunkEncoding.HISTOGRAM : ChunkEncoding.FLOAT_HISTOGRAM;
        HistogramChunk chunk = histogram.isInteger() ? wholes : fractions;
        boolean goesOn = open == encoding && chunk.count() < CHUNK_SAMPLES && chunk.fits(histogram);
        if (!goesOn) {
            // A reader assumes no reset inside a chunk, so a drop starts one that says so.
            ResetHint hint = open == encoding && chunk.isReset(histogram) ? ResetHint.RESET : histogram.resetHint();
            finishChunk();
            open(encoding, timestampMillis);
            chunk.start(hint);
        }
        chunk.append(timestampMillis, histogram);
        lastMillis = timestampMillis;
    }

    private void open(ChunkEncoding encoding, long timestampMillis) {
        open = encoding;
        firstMillis = timestampMillis;
    }

    private void finishChunk() {
        ChunkEncoding encoding = open;
        if (encoding == null) {
            return;
        }
        byte[] data = switch (encoding) {
            case XOR -> floats.toByteArray();
            case HISTOGRAM -> wholes.toByteArray();
            case FLOAT_HISTOGRAM -> fractions.toByteArray();
        };
        part.reset();
        part.varintField(1, firstMillis);
        part.varintField(2, lastMillis);
        part.varintField(3, encoding.number());
        part.bytesField(4, data, 0, data.length);
        if (series.size() > labels.size() && series.size() + part.size() > frameBytesMax) {
            finishFrame();
            startFrame();
        }
        series.messageField(2, part);
        open = null;
    }

    private void startFrame() {
        series.reset();
        series.raw(labels.bytes(), 0, labels.size());
    }

    private void finishFrame() {
        message.reset();
        message.messageField(1, series);
        message.varintField(2, query);
        CRC32C checksum = new CRC32C();
        checksum.update(message.bytes(), 0, message.size());
        frame.reset();
        frame.varint(message.size());
        frame.fixed32(Integer.reverseBytes((int) checksum.getValue()));
        frame.raw(message.bytes(), 0, message.size());
        frames.accept(frame.toByteArray());
    }
}
