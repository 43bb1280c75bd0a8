package dev.tributary.gotemplate.value;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** Writes any value for any verb: lists and maps element by element, a verb that does not fit as Go complains of it. */
final class ValueFormat {
    private ValueFormat() {
    }

    static void append(StringBuilder out, @Nullable Object value, FormatSpec spec) {
        if (spec.verb() == 'T') {
            TextFormat.append(out, GoType.nameOf(value), withVerb(spec, 's'));
            return;
        }
        boolean fits = switch (value) {
            case null -> nil(out, spec);
            case Missing _ -> nil(out, spec);
            case Boolean truth -> bool(out, truth, spec);
            case Long number -> IntegerFormat.append(out, number, spec);
            case Double number -> FloatFormat.append(out, number, spec);
            case String text -> TextFormat.append(out, text, spec);
            case List<?> list -> list(out, list, spec);
            case Map<?, ?> map -> map(out, map, spec, "map[string]interface {}");
            case TextMap map -> map(out, map.entries(), spec, "map[string]string");
            case GoObject object -> TextFormat.append(out, object.toString(), spec);
            case TemplateFunction _ -> TextFormat.append(out, GoType.nameOf(value), spec);
            default -> throw GoType.notAValue(value);
        };
        if (!fits) {
            complain(out, value, spec);
        }
    }

    private static FormatSpec withVerb(FormatSpec spec, int verb) {
        return new FormatSpec(verb, spec.minus(), spec.plus(), spec.sharp(), spec.space(), spec.zero(), spec.width(),
                spec.precision());
    }

    /** Shows the value all the same, with the flags it was asked for. */
    private static void complain(StringBuilder out, @Nullable Object value, FormatSpec spec) {
        out.append("%!").appendCodePoint(spec.verb()).append('(');
        if (value == null) {
            out.append("<nil>");
        } else {
            out.append(GoType.nameOf(value)).append('=');
            append(out, value, new FormatSpec('v', spec.minus(), spec.plus(), false, spec.space(), spec.zero(),
                    spec.width(), spec.precision()));
        }
        out.append(')');
    }

    private static boolean nil(StringBuilder out, FormatSpec spec) {
        if (spec.verb() == 'v') {
            spec.pad(out, "<nil>");
        }
        return spec.verb() == 'v';
    }

    private static boolean bool(StringBuilder out, boolean value, FormatSpec spec) {
        boolean fits = spec.verb() == 't' || spec.verb() == 'v';
        if (fits) {
            spec.pad(out, Boolean.toString(value));
        }
        return fits;
    }

    private static boolean list(StringBuilder out, List<?> list, FormatSpec spec) {
        out.append(spec.asSource() ? "[]interface {}{" : "[");
        for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? "" : spec.asSource() ? ", " : " ");
            element(out, GoType.normalize(list.get(i)), spec);
        }
        out.append(spec.asSource() ? "}" : "]");
        return true;
    }

    private static boolean map(StringBuilder out, Map<?, ?> map, FormatSpec spec, String type) {
        out.append(spec.asSource() ? type + "{" : "map[");
        int start = out.length();
        sorted(map).forEach((key, value) -> {
            out.append(out.length() == start ? "" : spec.asSource() ? ", " : " ");
            element(out, key, spec);
            out.append(':');
            element(out, GoType.normalize(value), spec);
        });
        out.append(spec.asSource() ? "}" : "]");
        return true;
    }

    private static void element(StringBuilder out, @Nullable Object value, FormatSpec spec) {
        if (value == null) {
            out.append(spec.asSource() ? "interface {}(nil)" : "<nil>");
        } else {
            append(out, value, spec);
        }
    }

    /** The entries in the order in which Go walks and prints them: that of the keys' bytes. */
    static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>(dev.tributary.model.Labels::compareUtf8);
        map.forEach((key, value) -> sorted.put((String) key, value));
        return sorted;
    }
}
