package dev.tributary.gotemplate.value;

import java.util.List;

import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/** Equality and order of basic values as templates know them: only among values of one kind. */
public final class Comparison {
    private static final String BAD_TYPE = "invalid type for comparison";

    private enum Kind {
        BOOL, INT, FLOAT, TEXT, OTHER
    }

    private Comparison() {
    }

    private static Kind kindOf(@Nullable Object value) {
        return switch (value) {
            case Boolean _ -> Kind.BOOL;
            case Long _ -> Kind.INT;
            case Double _ -> Kind.FLOAT;
            case String _ -> Kind.TEXT;
            case null, default -> Kind.OTHER;
        };
    }

    /** True when the first equals any of the others. */
    public static boolean equalsAny(@Nullable Object first, List<@Nullable Object> others) throws FunctionException {
        if (others.isEmpty()) {
            throw new FunctionException("missing argument for comparison");
        }
        for (Object other : others) {
            if (areEqual(first, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean areEqual(@Nullable Object a, @Nullable Object b) throws FunctionException {
        Kind kind = kindOf(a);
        if (kind != kindOf(b)) {
            if (a != null && b != null) {
                throw incompatible(a, b);
            }
            return false;
        }
        if (kind == Kind.FLOAT) {
            return (double) (Double) requireValue(a) == (double) (Double) requireValue(b);
        }
        if (kind != Kind.OTHER || a == null || b == null) {
            return a == null ? b == null : a.equals(b);
        }
        if (!(b instanceof GoObject)) {
            throw new FunctionException(
                    "non-comparable type " + GoFormat.sprintf("%s", List.of(b)) + ": " + GoType.nameOf(b));
        }
        return a.equals(b);
    }

    private static Object requireValue(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a number is never null");
        }
        return value;
    }

    private static FunctionException incompatible(@Nullable Object a, @Nullable Object b) {
        return new FunctionException(
                "incompatible types for comparison: " + GoType.nameOf(a) + " and " + GoType.nameOf(b));
    }

    /** True when the first is less than the second. */
    public static boolean isLess(@Nullable Object a, @Nullable Object b) throws FunctionException {
        Kind kind = kindOf(a);
        Kind other = kindOf(b);
        if (kind == Kind.OTHER || other == Kind.OTHER) {
            throw new FunctionException(BAD_TYPE);
        }
        if (kind != other) {
            throw incompatible(a, b);
        }
        return switch (requireValue(a)) {
            case Long number -> number < (Long) requireValue(b);
            case Double number -> number < (Double) requireValue(b);
            case String text -> Labels.compareUtf8(text, (String) requireValue(b)) < 0;
            default -> throw new FunctionException(BAD_TYPE);
        };
    }
}
