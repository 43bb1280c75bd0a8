package dev.tributary.collector.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** One entry of the journal on a line. A field that is no text stands there as an array of its bytes. */
final class JournalJsonParser implements RecordParser {
    private final JsonFactory json = new JsonFactory();

    @Override
    public void parse(LineTarget target, byte[] bytes, int from, int to, long start) {
        int end = Newlines.textEnd(bytes, from, to);
        if (end == from) {
            return;
        }
        Map<String, byte[]> fields = new LinkedHashMap<>();
        try (JsonParser parser = json.createParser(bytes, from, end - from)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    fields.put(name, value(parser));
                }
            }
        } catch (IOException e) {
            fields.clear();
        }
        JournalEntry.tell(target, fields, bytes, from, end, start);
    }

    private static byte[] value(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            String text = parser.getText();
            parser.skipChildren();
            return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                binary.write(parser.getIntValue());
            } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
                // A field that stands in the entry several times: the first one counts.
                if (binary.size() == 0) {
                    binary.write(parser.getText().getBytes(StandardCharsets.UTF_8));
                }
            } else {
                parser.skipChildren();
            }
        }
        return binary.toByteArray();
    }
}
