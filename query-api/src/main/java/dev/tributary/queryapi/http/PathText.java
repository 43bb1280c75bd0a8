package dev.tributary.queryapi.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.tributary.queryapi.endpoint.ApiException;

/**
 * The parts of a path that stand for something. Own code because the HTTP library puts a replacement character where the
 * bytes are no UTF-8, and a label would be looked up that nobody asked for.
 */
final class PathText {
    private PathText() {
    }

    /**
     * The values of a pattern's parts in braces.
     *
     * @throws ApiException when one has a broken escape or is no UTF-8
     */
    static Map<String, String> parameters(String pattern, String path) {
        if (pattern.indexOf('{') < 0) {
            return Map.of();
        }
        String[] names = pattern.split("/", -1);
        String[] values = path.split("/", -1);
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < Math.min(names.length, values.length); i++) {
            if (names[i].startsWith("{")) {
                parameters.put(names[i].substring(1, names[i].length() - 1), decode(values[i]));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(escaped(text, i + 1));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException _) {
            throw ApiException.badData("\"" + text + "\" in the path is not UTF-8");
        }
    }

    private static int escaped(String text, int at) {
        int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(at + 1), 16);
        if (low < 0) {
            throw ApiException.badData("invalid URL escape in \"" + text + "\" in the path");
        }
        return high << 4 | low;
    }
}
