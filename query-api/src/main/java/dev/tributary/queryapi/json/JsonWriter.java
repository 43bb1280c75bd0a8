package dev.tributary.queryapi.json;

import java.nio.charset.StandardCharsets;

import dev.tributary.model.Labels;

/**
 * Writes JSON into a byte buffer that goes to a sink whenever it is full. Commas are set by itself; that names and values
 * alternate in objects is the caller's duty. Not safe for several threads.
 */
public final class JsonWriter {
    private final ByteSink sink;
    private final ByteBufferText text;
    private boolean commaDue;

    /**
     * A writer.
     *
     * @param chunkBytes how much to collect before the sink gets it
     */
    public JsonWriter(ByteSink sink, int chunkBytes) {
        this.sink = sink;
        this.text = new ByteBufferText(chunkBytes);
    }

    public JsonWriter beginObject() {
        open('{');
        return this;
    }

    public JsonWriter endObject() {
        close('}');
        return this;
    }

    public JsonWriter beginArray() {
        open('[');
        return this;
    }

    public JsonWriter endArray() {
        close(']');
        return this;
    }

    /** The name of the next value. */
    public JsonWriter name(String name) {
        string(name);
        text.put(':');
        commaDue = false;
        return this;
    }

    public JsonWriter string(String value) {
        separate();
        JsonText.quote(value, text);
        return this;
    }

    public JsonWriter number(long value) {
        separate();
        text.putLong(value);
        return this;
    }

    /** A whole number whose bits are taken without a sign. */
    public JsonWriter unsigned(long value) {
        separate();
        text.putAscii(Long.toUnsignedString(value));
        return this;
    }

    /** A finite number in the notation of Go's JSON encoder: fixed from 1e-6 up to 1e21. */
    public JsonWriter number(double value) {
        separate();
        text.putAscii(NumberText.json(value));
        return this;
    }

    public JsonWriter bool(boolean value) {
        separate();
        text.putAscii(value ? "true" : "false");
        return this;
    }

    public JsonWriter nothing() {
        separate();
        text.putAscii("null");
        return this;
    }

    /** A sample's time: seconds, with three decimals where the milliseconds are not 0. */
    public JsonWriter seconds(long millis) {
        separate();
        NumberText.seconds(millis, text);
        return this;
    }

    /** A sample's value: a string with the shortest digits that read back as the same number. */
    public JsonWriter sampleValue(double value) {
        separate();
        text.put('"');
        NumberText.sample(value, text);
        text.put('"');
        return this;
    }

    /** A label set as an object, names in order. */
    public JsonWriter labels(Labels labels) {
        beginObject();
        for (int i = 0; i < labels.size(); i++) {
            separate();
            JsonText.quotePlain(labels.name(i), text);
            text.put(':');
            JsonText.quotePlain(labels.value(i), text);
        }
        return endObject();
    }

    /** An array of texts. */
    public JsonWriter strings(Iterable<String> values) {
        beginArray();
        for (String value : values) {
            string(value);
        }
        return endArray();
    }

    /** Ends a document where several follow each other, one a line. */
    public JsonWriter endLine() {
        text.put('\n');
        commaDue = false;
        return this;
    }

    /** Hands everything written so far to the sink. */
    public void flush() {
        text.drainTo(sink);
    }

    private void open(char bracket) {
        separate();
        text.put(bracket);
        commaDue = false;
    }

    private void close(char bracket) {
        text.put(bracket);
        commaDue = true;
    }

    private void separate() {
        if (text.isFull()) {
            flush();
        }
        if (commaDue) {
            text.put(',');
        }
        commaDue = true;
    }

    /** The UTF-8 bytes of a text, for callers that write whole bodies. */
    static byte[] utf8(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
