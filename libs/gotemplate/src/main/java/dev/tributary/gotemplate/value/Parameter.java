package dev.tributary.gotemplate.value;

import org.jspecify.annotations.Nullable;

/**
 * What a function takes in one place.
 *
 * @param goType   the type's name in error messages
 * @param javaType the class that stands for it
 */
public record Parameter(String goType, Class<?> javaType) {
    /** Anything, also nothing. */
    public static final Parameter ANY = new Parameter("interface {}", Object.class);
    public static final Parameter TEXT = new Parameter("string", String.class);
    public static final Parameter INT = new Parameter("int", Long.class);
    public static final Parameter FLOAT = new Parameter("float64", Double.class);
    public static final Parameter BOOL = new Parameter("bool", Boolean.class);

    boolean isAny() {
        return javaType == Object.class;
    }

    /** True when the value may stand here as it is. */
    public boolean takes(@Nullable Object value) {
        return isAny() || javaType.isInstance(value);
    }
}
