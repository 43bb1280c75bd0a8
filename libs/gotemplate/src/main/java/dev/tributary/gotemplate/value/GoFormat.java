package dev.tributary.gotemplate.value;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Values as text, as the functions of Go's package fmt write them. */
public final class GoFormat {
    private GoFormat() {
    }

    /** The operands one behind the other, with a space between two that are no texts: {@code fmt.Sprint}. */
    public static String sprint(List<@Nullable Object> operands) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < operands.size(); i++) {
            if (i > 0 && !(operands.get(i) instanceof String) && !(operands.get(i - 1) instanceof String)) {
                out.append(' ');
            }
            ValueFormat.append(out, operands.get(i), FormatSpec.PLAIN);
        }
        return out.toString();
    }

    /** The operands with spaces between them and a newline behind: {@code fmt.Sprintln}. */
    public static String sprintln(List<@Nullable Object> operands) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < operands.size(); i++) {
            out.append(i == 0 ? "" : " ");
            ValueFormat.append(out, operands.get(i), FormatSpec.PLAIN);
        }
        return out.append('\n').toString();
    }

    /** The format with its verbs replaced by the operands: {@code fmt.Sprintf}. Never fails; mistakes show in the text. */
    public static String sprintf(String format, List<@Nullable Object> operands) {
        return new Printf(format, operands).run();
    }

    /** Appends the form {@code %v}. */
    public static void append(StringBuilder out, @Nullable Object value) {
        ValueFormat.append(out, value, FormatSpec.PLAIN);
    }

    /** A map's entries in the order in which Go walks and prints them. */
    public static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
        return ValueFormat.sorted(map);
    }
}
