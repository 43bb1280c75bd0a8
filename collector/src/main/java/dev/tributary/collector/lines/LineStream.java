package dev.tributary.collector.lines;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import dev.tributary.collector.files.StreamMark;
import dev.tributary.collector.pipeline.Pipeline;
import dev.tributary.collector.pipeline.PipelineEntry;
import dev.tributary.model.Labels;

/** One stream of a log: joins the parts of a line, and sends lines through its pipeline. Owned by one thread. */
public final class LineStream {
    private static final long NOTHING = Long.MAX_VALUE;

    private final String name;
    private final LineLimits limits;
    private final byte[] cutMark;
    private final LineEvents events;
    private final Labels labels;
    private final Labels metadata;
    private final Pipeline pipeline;
    private final EntryClock clock;
    private final PipelineEntry entry = new PipelineEntry();
    private final long resume;
    private byte[] partial = new byte[0];
    private int partialLength;
    private long partialFrom = NOTHING;
    private long partialTime;
    private long partialSince;
    private Map<String, String> fields = Map.of();

    /**
     * @param labels   of its entries before the pipeline
     * @param metadata structured metadata of its entries
     * @param clock    which the pipeline's end asks for the times
     * @param mark     how far it was read
     */
    public LineStream(LineLimits limits, LineEvents events, Labels labels, Labels metadata, Pipeline pipeline,
            EntryClock clock, StreamMark mark) {
        this.name = mark.name();
        this.limits = limits;
        cutMark = limits.markBytes();
        this.events = events;
        this.labels = labels;
        this.metadata = metadata;
        this.pipeline = pipeline;
        this.clock = clock;
        this.resume = mark.resume();
    }

    String name() {
        return name;
    }

    EntryClock clock() {
        return clock;
    }

    /** True for a record that was handed over before. */
    boolean knows(long start) {
        return start < resume;
    }

    /** A whole line, or the last part of one. */
    void line(long time, byte[] bytes, int from, int to, long start) {
        if (partialFrom == NOTHING) {
            send(time, bytes, from, to, start);
        } else {
            append(bytes, from, to);
            partialTime = time;
            sendPartial();
        }
    }

    /** A line of a journal with the other fields of its entry. */
    void line(long time, byte[] bytes, Map<String, String> newFields, long start) {
        fields = newFields;
        send(time, bytes, 0, bytes.length, start);
        fields = Map.of();
    }

    /** A part of a line that goes on. */
    void part(long time, byte[] bytes, int from, int to, long start, long nowNanos) {
        if (partialFrom == NOTHING) {
            partialFrom = start;
        }
        events.partial();
        partialTime = time;
        partialSince = nowNanos;
        append(bytes, from, to);
    }

    private void append(byte[] bytes, int from, int to) {
        int taken = Math.min(to - from, limits.bytesMax() + 1 - partialLength);
        if (partialLength + taken > partial.length) {
            partial = Arrays.copyOf(partial, Math.max(partialLength + taken, 2 * partial.length));
        }
        System.arraycopy(bytes, from, partial, partialLength, taken);
        partialLength += taken;
    }

    private void sendPartial() {
        byte[] joined = partial;
        int length = partialLength;
        long start = partialFrom;
        partial = new byte[0];
        partialLength = 0;
        partialFrom = NOTHING;
        send(partialTime, joined, 0, length, start);
    }

    private void send(long time, byte[] bytes, int from, int to, long start) {
        if (to - from <= limits.bytesMax()) {
            sendFitting(time, bytes, from, to, start);
        } else if (limits.tooLong() == LineLimits.TooLong.DROP) {
            events.tooLong();
        } else {
            events.cut();
            byte[] cut = cut(bytes, from);
            sendFitting(time, cut, 0, cut.length, start);
        }
    }

    /** As much of a line as fits, and the mark. */
    private byte[] cut(byte[] bytes, int from) {
        int end = Utf8.wholeEnd(bytes, from, from + limits.bytesMax() - cutMark.length);
        byte[] cut = Arrays.copyOf(Arrays.copyOfRange(bytes, from, end), end - from + cutMark.length);
        System.arraycopy(cutMark, 0, cut, end - from, cutMark.length);
        return cut;
    }

    private void sendFitting(long time, byte[] bytes, int from, int to, long start) {
        if (Utf8.isValid(bytes, from, to)) {
            entry.set(time, start, bytes, from, to);
        } else {
            events.repaired();
            byte[] repaired = new String(bytes, from, to - from, StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8);
            entry.set(time, start, repaired, 0, repaired.length);
        }
        entry.labels(labels, metadata);
        if (!fields.isEmpty()) {
            JournalFields.apply(fields, entry);
        }
        pipeline.accept(entry);
    }

    /** Offset of the oldest byte that is held back. */
    long heldFrom() {
        return Math.min(partialFrom, pipeline.heldFrom());
    }

    /** True when something is held back that has waited long enough. */
    boolean isDue(long nowNanos) {
        return partialFrom != NOTHING && nowNanos - partialSince >= limits.partialWait().toNanos()
                || pipeline.isDue(nowNanos);
    }

    /** Sends what is held back. */
    void flush() {
        if (partialFrom != NOTHING) {
            sendPartial();
        }
        pipeline.flush();
    }

    /** How far it has come when all up to the position was read. */
    StreamMark mark(long position) {
        long held = heldFrom();
        return new StreamMark(name, Math.max(resume, held == NOTHING ? position : held), clock.lastTime(),
                clock.lastGiven());
    }
}
