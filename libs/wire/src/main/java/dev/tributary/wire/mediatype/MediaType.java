package dev.tributary.wire.mediatype;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A media type with its parameters. Type and parameter names are lower case; parameter values are as they came, without
 * quotes.
 */
public record MediaType(String type, Map<String, String> parameters) {
    public MediaType {
        parameters = Map.copyOf(parameters);
    }

    /** Reads one media type; what is no {@code name=value} among the parameters is passed over. */
    public static MediaType parse(String text) {
        String[] parts = text.split(";", -1);
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].strip().split("=", 2);
            if (pair.length == 2) {
                parameters.putIfAbsent(pair[0].strip().toLowerCase(Locale.ROOT), unquoted(pair[1].strip()));
            }
        }
        return new MediaType(parts[0].strip().toLowerCase(Locale.ROOT), parameters);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** Value of a parameter, or the default where it is absent. */
    public String parameter(String name, String absent) {
        return parameters.getOrDefault(name, absent);
    }
}
