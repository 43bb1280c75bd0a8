package dev.tributary.wire.lokipush;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.LogSink;

/**
 * Reads {@code {"streams":[{"stream":{...},"values":[["<nanoseconds>","line",{...}]]}]}}. Values that stand in front of their
 * stream's labels are read once those are known. Keys not known are passed over. Reusable, for one thread.
 */
final class JsonPushReader {
    /** Keys come from senders: they are not interned, and no choice of keys makes the parser give up. */
    private static final JsonFactory JSON = JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW).build();

    private final LabelSlices labels = new LabelSlices();
    private final LabelSlices metadata = new LabelSlices();
    private final Utf8Texts labelTexts = new Utf8Texts();
    private final Utf8Texts entryTexts = new Utf8Texts();
    /** Offsets of label texts while more may come and move the buffer: name, value, end. */
    private final int[] ends = new int[2 * LokiPushReader.LABELS_MAX + 1];

    void read(byte[] request, int offset, int length, LogSink sink) throws MalformedLokiPushException {
        try (JsonParser in = JSON.createParser(request, offset, length)) {
            require(in, in.nextToken(), JsonToken.START_OBJECT, "an object");
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean streams = in.currentName().equals("streams");
                JsonToken token = in.nextToken();
                if (streams && token != JsonToken.VALUE_NULL) {
                    require(in, token, JsonToken.START_ARRAY, "an array of streams");
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        stream(in, request, offset, length, sink);
                    }
                } else {
                    in.skipChildren();
                }
            }
            if (in.nextToken() != null) {
                throw wrong(in, "expected nothing behind the request");
            }
        } catch (JsonProcessingException e) {
            throw new MalformedLokiPushException("push request: " + e.getOriginalMessage() + place(e));
        } catch (IOException e) {
            throw new IllegalStateException("reading an array failed", e);
        }
    }

    private void stream(JsonParser in, byte[] request, int offset, int length, LogSink sink)
            throws IOException, MalformedLokiPushException {
        require(in, in.currentToken(), JsonToken.START_OBJECT, "an object for a stream");
        boolean labelled = false;
        long valuesAt = -1;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String key = in.currentName();
            JsonToken token = in.nextToken();
            switch (key) {
                case "stream" -> {
                    labels(in, labels, labelTexts);
                    sink.stream(labels);
                    labelled = true;
                }
                case "values" -> {
                    if (labelled) {
                        values(in, token, sink);
                    } else {
                        if (valuesAt >= 0) {
                            throw wrong(in, "the stream has values twice");
                        }
                        valuesAt = in.currentTokenLocation().getByteOffset();
                        if (valuesAt < 0) {
                            throw wrong(in, "values in front of their stream's labels need UTF-8");
                        }
                        in.skipChildren();
                    }
                }
                default -> in.skipChildren();
            }
        }
        if (!labelled) {
            throw wrong(in, "the stream has no labels");
        }
        if (valuesAt >= 0) {
            laterValues(request, offset, length, (int) valuesAt, sink);
        }
    }

    private void laterValues(byte[] request, int offset, int length, int valuesAt, LogSink sink)
            throws IOException, MalformedLokiPushException {
        try (JsonParser in = JSON.createParser(request, offset + valuesAt, length - valuesAt)) {
            values(in, in.nextToken(), sink);
        }
    }

    private void values(JsonParser in, JsonToken first, LogSink sink) throws IOException, MalformedLokiPushException {
        if (first == JsonToken.VALUE_NULL) {
            return;
        }
        require(in, first, JsonToken.START_ARRAY, "an array of values");
        while (in.nextToken() != JsonToken.END_ARRAY) {
            require(in, in.currentToken(), JsonToken.START_ARRAY, "an array for an entry");
            entry(in, sink);
        }
    }

    private void entry(JsonParser in, LogSink sink) throws IOException, MalformedLokiPushException {
        require(in, in.nextToken(), JsonToken.VALUE_STRING, "a timestamp of nanoseconds in a string");
        long nanos = nanos(in);
        require(in, in.nextToken(), JsonToken.VALUE_STRING, "a line");
        entryTexts.clear();
        entryTexts.append(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
        int lineLength = entryTexts.size();
        metadata.reset(entryTexts.bytes());
        if (in.nextToken() == JsonToken.START_OBJECT) {
            pairs(in, metadata, entryTexts);
            in.nextToken();
        }
        require(in, in.currentToken(), JsonToken.END_ARRAY, "the end of the entry");
        sink.entry(nanos, entryTexts.bytes(), 0, lineLength, metadata);
    }

    private static long nanos(JsonParser in) throws IOException, MalformedLokiPushException {
        try {
            return Long.parseLong(in.getText());
        } catch (NumberFormatException e) {
            throw wrong(in, "timestamp \"" + in.getText() + "\" is no whole number of nanoseconds in 64 bits");
        }
    }

    private void labels(JsonParser in, LabelSlices target, Utf8Texts texts)
            throws IOException, MalformedLokiPushException {
        require(in, in.currentToken(), JsonToken.START_OBJECT, "an object of labels");
        texts.clear();
        pairs(in, target, texts);
    }

    /** Reads names and string values behind what the buffer holds. */
    private void pairs(JsonParser in, LabelSlices target, Utf8Texts texts)
            throws IOException, MalformedLokiPushException {
        int count = 0;
        ends[0] = texts.size();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            if (count == LokiPushReader.LABELS_MAX) {
                throw wrong(in, "more than the limit of " + LokiPushReader.LABELS_MAX + " labels");
            }
            texts.append(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
            ends[2 * count + 1] = texts.size();
            require(in, in.nextToken(), JsonToken.VALUE_STRING, "a string for a label");
            texts.append(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
            ends[2 * count + 2] = texts.size();
            count++;
        }
        target.reset(texts.bytes());
        for (int i = 0; i < count; i++) {
            int name = ends[2 * i];
            int value = ends[2 * i + 1];
            target.add(name, value - name, value, ends[2 * i + 2] - value);
        }
    }

    private static void require(JsonParser in, JsonToken token, JsonToken expected, String words)
            throws MalformedLokiPushException {
        if (token != expected) {
            throw wrong(in, "expected " + words);
        }
    }

    private static MalformedLokiPushException wrong(JsonParser in, String problem) {
        var at = in.currentTokenLocation();
        return new MalformedLokiPushException(
                "push request, line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + problem);
    }

    private static String place(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
