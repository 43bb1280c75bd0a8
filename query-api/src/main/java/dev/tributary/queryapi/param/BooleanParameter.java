package dev.tributary.queryapi.param;

import dev.tributary.model.text.GoQuote;

/** Truth values as Go reads them. */
public final class BooleanParameter {
    private BooleanParameter() {
    }

    /**
     * The value a text says.
     *
     * @throws IllegalArgumentException in Go's words
     */
    public static boolean parse(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw new IllegalArgumentException(
                    "strconv.ParseBool: parsing " + GoQuote.quote(text) + ": invalid syntax");
        };
    }
}
