package dev.tributary.wire.otlp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** Small JSON documents. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {
    }

    static byte[] empty() {
        return new byte[]{'{', '}'};
    }

    static byte[] object(String name, String value) {
        return document(out -> out.writeStringField(name, value));
    }

    /** An object in an object, with two texts. */
    static byte[] object(String outer, String name, String value, String otherName, String otherValue) {
        return document(out -> {
            out.writeObjectFieldStart(outer);
            out.writeStringField(name, value);
            out.writeStringField(otherName, otherValue);
            out.writeEndObject();
        });
    }

    private interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    private static byte[] document(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
