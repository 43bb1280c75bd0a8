package dev.tributary.collector.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * The entry that a pipeline has in hand: its time, text, labels, structured metadata, and what stages have found in it.
 * Reused for one entry after the other; owned by one thread. The text is bytes until a stage asks for a string.
 */
public final class PipelineEntry {
    private long timeNanos;
    private long start;
    private byte @Nullable [] bytes = new byte[0];
    private int from;
    private int to;
    private @Nullable String text;
    private Labels labels = Labels.EMPTY;
    private Labels metadata = Labels.EMPTY;
    private final Map<String, Object> extracted = new LinkedHashMap<>();

    /**
     * Takes the next entry; the bytes are valid UTF-8 and stay the caller's.
     *
     * @param newStart offset of its first byte in the file
     */
    public void set(long newTimeNanos, long newStart, byte[] line, int lineFrom, int lineTo) {
        timeNanos = newTimeNanos;
        start = newStart;
        bytes = line;
        from = lineFrom;
        to = lineTo;
        text = null;
        extracted.clear();
    }

    /** The labels it begins with. */
    public void labels(Labels stream, Labels structured) {
        labels = stream;
        metadata = structured;
    }

    /** A copy that outlives this one's next entry. */
    PipelineEntry copy() {
        PipelineEntry copy = new PipelineEntry();
        byte[] line = bytes();
        copy.set(timeNanos, start, java.util.Arrays.copyOfRange(line, from, to), 0, to - from);
        copy.labels = labels;
        copy.metadata = metadata;
        copy.extracted.putAll(extracted);
        return copy;
    }

    public long timeNanos() {
        return timeNanos;
    }

    void timeNanos(long nanos) {
        timeNanos = nanos;
    }

    long start() {
        return start;
    }

    /** The array that holds the text from {@link #from} to {@link #to}. */
    public byte[] bytes() {
        byte[] line = bytes;
        if (line == null) {
            line = text().getBytes(StandardCharsets.UTF_8);
            bytes = line;
            from = 0;
            to = line.length;
        }
        return line;
    }

    /** Only after {@link #bytes}. */
    public int from() {
        return from;
    }

    /** Only after {@link #bytes}. */
    public int to() {
        return to;
    }

    int length() {
        bytes();
        return to - from;
    }

    /**
     * Bytes of the text that fit, in whole characters: stages may have made it longer than it was allowed to be when it was
     * read.
     */
    public int lengthWithin(int bytesMax) {
        byte[] line = bytes();
        int whole = to - from;
        int length = Math.min(bytesMax, whole);
        while (length > 0 && length < whole && (line[from + length] & 0xc0) == 0x80) {
            length--;
        }
        return length;
    }

    String text() {
        String known = text;
        if (known == null) {
            known = new String(bytes(), from, to - from, StandardCharsets.UTF_8);
            text = known;
        }
        return known;
    }

    void text(String newText) {
        text = newText;
        bytes = null;
    }

    public Labels labels() {
        return labels;
    }

    /** Sets a label of the stream; an empty value removes it. */
    public void label(String name, String value) {
        labels = value.isEmpty() ? labels.without(name) : labels.with(name, value);
    }

    void labels(Labels changed) {
        labels = changed;
    }

    /** Structured metadata: labels of this entry alone. */
    public Labels metadata() {
        return metadata;
    }

    public void metadata(String name, String value) {
        metadata = value.isEmpty() ? metadata.without(name) : metadata.with(name, value);
    }

    /** What stages have found: texts, numbers, booleans. */
    public Map<String, Object> extracted() {
        return extracted;
    }

    /** The text of what was found under a name; null when nothing was. Without a name, the entry's text. */
    @Nullable
    String source(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return text();
        }
        Object value = extracted.get(name);
        return value == null ? null : ExtractedText.of(value);
    }
}
