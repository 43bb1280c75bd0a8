package dev.tributary.model.planted;

/** Breaks rules on purpose: a name that says nothing, in a package without {@code @NullMarked}. */
public final class StringUtil {
    private StringUtil() {
    }
}
