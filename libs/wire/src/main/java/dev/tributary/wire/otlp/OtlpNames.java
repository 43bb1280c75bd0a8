package dev.tributary.wire.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Names as Prometheus makes them of OTLP names by its default strategy {@code UnderscoreEscapingWithSuffixes}: what no plain
 * name may hold becomes an underscore, units and kinds become suffixes.
 */
final class OtlpNames {
    private static final Map<String, String> UNITS = Map.ofEntries(Map.entry("d", "days"), Map.entry("h", "hours"),
            Map.entry("min", "minutes"), Map.entry("s", "seconds"), Map.entry("ms", "milliseconds"),
            Map.entry("us", "microseconds"), Map.entry("ns", "nanoseconds"), Map.entry("By", "bytes"),
            Map.entry("KiBy", "kibibytes"), Map.entry("MiBy", "mebibytes"), Map.entry("GiBy", "gibibytes"),
            Map.entry("TiBy", "tibibytes"), Map.entry("KBy", "kilobytes"), Map.entry("MBy", "megabytes"),
            Map.entry("GBy", "gigabytes"), Map.entry("TBy", "terabytes"), Map.entry("m", "meters"),
            Map.entry("V", "volts"), Map.entry("A", "amperes"), Map.entry("J", "joules"), Map.entry("W", "watts"),
            Map.entry("g", "grams"), Map.entry("Cel", "celsius"), Map.entry("Hz", "hertz"), Map.entry("1", ""),
            Map.entry("%", "percent"));
    private static final Map<String, String> PER_UNITS = Map.of("s", "second", "m", "minute", "h", "hour", "d", "day",
            "w", "week", "mo", "month", "y", "year");

    private OtlpNames() {
    }

    /** The name of a family, empty when nothing is left of it. */
    static String family(String name, String unit, OtlpKind kind) {
        List<String> words = new ArrayList<>(
                Stream.of(plain(name, true).split("_", -1)).filter(word -> !word.isEmpty()).toList());
        for (String suffix : List.of(mainUnit(unit), perUnit(unit))) {
            if (!suffix.isEmpty() && !words.contains(suffix)) {
                words.add(suffix);
            }
        }
        if (kind == OtlpKind.COUNTER) {
            moveToEnd("total", words);
        } else if (kind == OtlpKind.GAUGE && unit.equals("1")) {
            moveToEnd("ratio", words);
        }
        String joined = String.join("_", words);
        return !joined.isEmpty() && Character.isDigit(joined.charAt(0)) ? "_" + joined : joined;
    }

    private static void moveToEnd(String suffix, List<String> words) {
        words.removeIf(suffix::equals);
        words.add(suffix);
    }

    /** The unit as metadata shows it. */
    static String unit(String unit) {
        return String.join("_",
                Stream.of(mainUnit(unit), perUnit(unit)).filter(suffix -> !suffix.isEmpty()).toList());
    }

    private static String mainUnit(String unit) {
        int slash = unit.indexOf('/');
        String main = (slash < 0 ? unit : unit.substring(0, slash)).strip();
        return isAnnotation(main) ? "" : withoutEnds(plain(UNITS.getOrDefault(main, main), true));
    }

    private static String perUnit(String unit) {
        int slash = unit.indexOf('/');
        String per = slash < 0 ? "" : unit.substring(slash + 1).strip();
        String word = isAnnotation(per) ? "" : withoutEnds(plain(PER_UNITS.getOrDefault(per, per), true));
        return word.isEmpty() ? "" : "per_" + word;
    }

    /** Words in braces explain a unit and are none. */
    private static boolean isAnnotation(String unit) {
        return unit.indexOf('{') >= 0 || unit.indexOf('}') >= 0;
    }

    private static String withoutEnds(String text) {
        return String.join("_", Stream.of(text.split("_", -1)).filter(word -> !word.isEmpty()).toList());
    }

    /** The name of a label, empty when nothing is left of it. */
    static String label(String name) {
        String plain = plain(name, false);
        if (plain.chars().allMatch(c -> c == '_')) {
            return "";
        }
        if (Character.isDigit(plain.charAt(0))) {
            return "key_" + plain;
        }
        return plain.startsWith("_") && !plain.startsWith("__") ? "key" + plain : plain;
    }

    private static String plain(String name, boolean colons) {
        StringBuilder plain = new StringBuilder(name.length());
        name.codePoints().forEach(c -> plain.append(isPlain(c) || colons && c == ':' ? (char) c : '_'));
        return plain.toString();
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
