package dev.tributary.queryapi.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The encoding {@code application/x-www-form-urlencoded}: {@code name=value&name=value}. Own code because the HTTP library
 * also splits at semicolons, which may stand in a query.
 */
final class FormText {
    private FormText() {
    }

    /** Adds the pairs to the map and says how many there were. */
    static int parse(String text, Map<String, List<String>> into, int pairsMax) {
        int pairs = 0;
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('&', from);
            end = end < 0 ? text.length() : end;
            if (end > from) {
                if (++pairs > pairsMax) {
                    throw ApiException.badData("error parsing form values: more than " + Parameters.COUNT_MAX
                            + " parameters");
                }
                addPair(text.substring(from, end), into);
            }
            from = end + 1;
        }
        return pairs;
    }

    private static void addPair(String pair, Map<String, List<String>> into) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        into.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("error parsing form values: invalid URL escape in \"" + head(text) + "\"");
        }
    }

    private static String head(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
