package dev.tributary.logql.detect;

import java.util.List;
import java.util.Locale;

import dev.tributary.logql.parser.FieldFinder;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * Tells the level of an entry: by its labels, its metadata, a field of its JSON or logfmt, or else the words of its line.
 * Owned by one thread.
 */
public final class LevelDetector {
    /** The label that an entry's level is kept in. */
    public static final String LABEL = "detected_level";
    public static final String UNKNOWN = "unknown";

    private static final List<String> FIELDS = List.of("level", "LEVEL", "Level", "log.level", "severity", "SEVERITY",
            "Severity", "SeverityText", "lvl", "LVL", "Lvl", "severity_text", "Severity_Text", "SEVERITY_TEXT");
    /** Objects inside each other in which JSON is searched for a level. */
    private static final int JSON_DEPTH_MAX = 2;

    private final FieldFinder fields = new FieldFinder(FIELDS, JSON_DEPTH_MAX);

    /** The level; {@link #UNKNOWN} when nothing tells it. An odd level of a label stays as it is. */
    public String detect(Labels stream, Labels metadata, byte[] bytes, int from, int to) {
        String given = metadata.find(LABEL);
        String ofLabels = given == null ? firstOf(stream) : given;
        if (ofLabels == null) {
            ofLabels = firstOf(metadata);
        }
        if (ofLabels != null) {
            String known = known(ofLabels);
            return known == null ? ofLabels : known;
        }
        String number = metadata.find("severity_number");
        if (number != null) {
            return ofNumber(number);
        }
        String field = fields.find(bytes, from, to);
        String ofField = field == null ? null : known(field);
        return ofField == null ? LevelWords.detect(bytes, from, to) : ofField;
    }

    private static @Nullable String firstOf(Labels labels) {
        if (labels.isEmpty()) {
            return null;
        }
        for (String name : FIELDS) {
            String value = labels.find(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The level that a word means, or null. */
    static @Nullable String known(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "trace", "trc" -> "trace";
            case "debug", "dbg" -> "debug";
            case "info", "inf", "information" -> "info";
            case "warn", "wrn", "warning" -> "warn";
            case "error", "err" -> "error";
            case "critical" -> "critical";
            case "fatal" -> "fatal";
            default -> null;
        };
    }

    /** Four numbers a level, as OpenTelemetry counts. */
    private static String ofNumber(String number) {
        if (!number.matches("[0-9]{1,9}")) {
            return "info";
        }
        int severity = Integer.parseInt(number);
        String[] levels = {"trace", "debug", "info", "warn", "error", "fatal"};
        return severity < 1 || severity > 4 * levels.length ? UNKNOWN : levels[(severity - 1) / 4];
    }
}
