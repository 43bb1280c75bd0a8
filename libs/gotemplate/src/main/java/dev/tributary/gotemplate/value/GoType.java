package dev.tributary.gotemplate.value;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What Go would call the types of our values, and which of them are true. */
public final class GoType {
    /** The type of values that may be anything. */
    public static final String ANY = "interface {}";

    private GoType() {
    }

    /** The name of a value's type. */
    public static String nameOf(@Nullable Object value) {
        return switch (value) {
            case null -> "<nil>";
            case Missing _ -> ANY;
            case String _ -> "string";
            case Boolean _ -> "bool";
            case Long _ -> "int";
            case Double _ -> "float64";
            case List<?> _ -> "[]interface {}";
            case Map<?, ?> _ -> "map[string]interface {}";
            case TextMap _ -> "map[string]string";
            case GoObject object -> object.typeName();
            case TemplateFunction _ -> "func(...interface {}) (interface {}, error)";
            default -> throw notAValue(value);
        };
    }

    /** False for nothing, false, zero and the empty; true for all else. */
    public static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Missing _ -> false;
            case String text -> !text.isEmpty();
            case Boolean truth -> truth;
            case Long number -> number != 0;
            case Double number -> number != 0;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case TextMap map -> !map.entries().isEmpty();
            case GoObject _,TemplateFunction _ -> true;
            default -> throw notAValue(value);
        };
    }

    /** The value in the Java type that stands for its Go type: other integers become Long, floats Double. */
    public static @Nullable Object normalize(@Nullable Object value) {
        return switch (value) {
            case Integer number -> (Long) number.longValue();
            case Short number -> (Long) number.longValue();
            case Float number -> (Double) number.doubleValue();
            case Character letter -> letter.toString();
            case null, default -> value;
        };
    }

    static IllegalStateException notAValue(Object value) {
        return new IllegalStateException("templates know no values of " + value.getClass());
    }
}
