package dev.tributary.logql.detect;

import java.util.Locale;

import dev.tributary.logql.ast.ByteSizeText;
import dev.tributary.model.text.GoDuration;
import dev.tributary.model.text.GoFloatParser;

/** What the values of a field look like; the first that fits counts. */
public enum FieldType {
    INT, FLOAT, BOOLEAN, DURATION, BYTES, STRING;

    /** The name that the API uses. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of a value. */
    public static FieldType of(String value) {
        if (value.matches("[+-]?[0-9]{1,18}")) {
            return INT;
        }
        if (reads(() -> GoFloatParser.parse(value))) {
            return FLOAT;
        }
        if (value.matches("1|t|T|TRUE|true|True|0|f|F|FALSE|false|False")) {
            return BOOLEAN;
        }
        if (reads(() -> GoDuration.parseNanos(value))) {
            return DURATION;
        }
        return reads(() -> ByteSizeText.parse(value)) ? BYTES : STRING;
    }

    private static boolean reads(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
