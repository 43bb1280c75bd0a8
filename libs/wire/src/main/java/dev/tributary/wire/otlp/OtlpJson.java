package dev.tributary.wire.otlp;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;
import org.jspecify.annotations.Nullable;

/**
 * Turns the JSON form of an OTLP request into protobuf, by the protobuf mapping with OTLP's own rules: ids
 * in hexadecimal, enums as numbers (names are understood, too). Unknown keys are passed over.
 */
final class OtlpJson {
    /** Where an object began, as the parser tells it: words about its settings that mean nothing to a sender. */
    private static final Pattern NESTED_PLACE = Pattern.compile(" \\(start marker at .*?\\]\\)", Pattern.DOTALL);

    private static final int NESTING_MAX = 100;
    private static final JsonFactory JSON = JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX)
                    .maxStringLength(Integer.MAX_VALUE).build())
            .build();

    private final JsonParser in;
    private final String what;

    private OtlpJson(JsonParser in, String what) {
        this.in = in;
        this.what = what;
    }

    /**
     * The request in protobuf.
     *
     * @param what names the request in errors
     */
    static byte[] toProtobuf(byte[] json, int offset, int length, OtlpSchema request, String what)
            throws MalformedOtlpException {
        try (JsonParser in = JSON.createParser(json, offset, length)) {
            OtlpJson reader = new OtlpJson(in, what);
            in.nextToken();
            byte[] message = reader.message(request).toByteArray();
            if (in.nextToken() != null) {
                throw reader.wrong("expected nothing behind the request");
            }
            return message;
        } catch (JsonProcessingException e) {
            throw new MalformedOtlpException(
                    what + " in JSON: " + NESTED_PLACE.matcher(e.getOriginalMessage()).replaceAll(""));
        } catch (IOException e) {
            throw new IllegalStateException("reading an array failed", e);
        }
    }

    private ProtoWriter message(OtlpSchema schema) throws IOException, MalformedOtlpException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("expected an object");
        }
        ProtoWriter out = new ProtoWriter();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            OtlpSchema.Field field = schema.field(in.currentName());
            JsonToken token = in.nextToken();
            if (field == null || token == JsonToken.VALUE_NULL) {
                in.skipChildren();
            } else if (token == JsonToken.START_ARRAY) {
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    value(field, out);
                }
            } else {
                value(field, out);
            }
        }
        return out;
    }

    private void value(OtlpSchema.Field field, ProtoWriter out) throws IOException, MalformedOtlpException {
        OtlpSchema nested = field.message();
        if (nested != null) {
            out.messageField(field.number(), message(nested));
            return;
        }
        int number = field.number();
        switch (field.kind()) {
            case STRING -> out.stringField(number, text());
            case HEX -> bytes(number, hex(), out);
            case BASE64 -> bytes(number, base64(), out);
            case VARINT -> {
                out.tag(number, WireType.VARINT);
                out.varint(named(field));
            }
            case ZIGZAG -> {
                out.tag(number, WireType.VARINT);
                long signed = integer();
                out.varint(signed << 1 ^ signed >> 63);
            }
            case BOOL -> {
                out.tag(number, WireType.VARINT);
                out.varint(in.getBooleanValue() ? 1 : 0);
            }
            case DOUBLE -> {
                out.tag(number, WireType.FIXED64);
                out.fixed64(Double.doubleToRawLongBits(number()));
            }
            case FIXED64 -> {
                out.tag(number, WireType.FIXED64);
                out.fixed64(integer());
            }
            case FIXED32 -> {
                out.tag(number, WireType.FIXED32);
                out.fixed32((int) integer());
            }
            case MESSAGE -> throw new IllegalStateException("a message without its schema");
        }
    }

    private static void bytes(int field, byte[] bytes, ProtoWriter out) {
        out.bytesField(field, bytes, 0, bytes.length);
    }

    private String text() throws IOException, MalformedOtlpException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("expected a string");
        }
        return in.getText();
    }

    private byte[] hex() throws IOException, MalformedOtlpException {
        try {
            return HexFormat.of().parseHex(text());
        } catch (IllegalArgumentException e) {
            throw wrong("\"" + in.getText() + "\" is not hexadecimal");
        }
    }

    private byte[] base64() throws IOException, MalformedOtlpException {
        try {
            return Base64.getDecoder().decode(text());
        } catch (IllegalArgumentException e) {
            throw wrong("a value is not base64");
        }
    }

    /** 64 bits, in a number or a string, with or without a sign. */
    private long integer() throws IOException, MalformedOtlpException {
        if (!in.currentToken().isScalarValue()) {
            throw wrong("expected a whole number");
        }
        String text = in.getText();
        try {
            return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            return whole(text);
        }
    }

    /** Senders whose only numbers are floats write 1e3. */
    private long whole(String text) throws MalformedOtlpException {
        try {
            if (text.length() <= 40) {
                return new BigDecimal(text).longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Told below.
        }
        throw wrong("\"" + text.substring(0, Math.min(40, text.length())) + "\" is no whole number of 64 bits");
    }

    private double number() throws IOException, MalformedOtlpException {
        if (!in.currentToken().isScalarValue()) {
            throw wrong("expected a number");
        }
        String text = in.getText();
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong("a value is no number");
        }
    }

    private long named(OtlpSchema.Field field) throws IOException, MalformedOtlpException {
        Integer known = in.currentToken() == JsonToken.VALUE_STRING ? field.names().apply(in.getText()) : null;
        return known == null ? integer() : known;
    }

    private MalformedOtlpException wrong(String problem) {
        var at = in.currentTokenLocation();
        return new MalformedOtlpException(
                what + " in JSON, line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + problem);
    }
}
