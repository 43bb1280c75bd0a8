package dev.tributary.collector.lines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** {@code {"log":"text\n","stream":"stdout","time":"..."}}; a text without a line feed goes on with the next one. */
final class DockerParser implements RecordParser {
    private final JsonFactory json = new JsonFactory();

    @Override
    public void parse(LineTarget target, byte[] bytes, int from, int to, long start) {
        String log = null;
        String stream = "stdout";
        byte[] time = new byte[0];
        try (JsonParser parser = json.createParser(bytes, from, to - from)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    switch (name) {
                        case "log" -> log = parser.getText();
                        case "stream" -> stream = parser.getText();
                        case "time" -> time = parser.getText().getBytes(StandardCharsets.UTF_8);
                        default -> parser.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            log = null;
        }
        long nanos = Rfc3339.parse(time, 0, time.length);
        if (log == null || nanos == Rfc3339.NONE) {
            unparsed(target, bytes, from, to, start);
            return;
        }
        byte[] text = log.getBytes(StandardCharsets.UTF_8);
        boolean last = log.endsWith("\n");
        target.line(stream.equals("stderr") ? stream : "stdout", nanos, text, 0,
                last ? Newlines.textEnd(text, 0, text.length) : text.length, start, last);
    }

    private static void unparsed(LineTarget target, byte[] bytes, int from, int to, long start) {
        int end = Newlines.textEnd(bytes, from, to);
        if (end > from) {
            target.unparsed(bytes, from, end, start);
        }
    }
}
