package dev.tributary.collector.stages;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Regular expressions of settings. */
public final class Expressions {
    private Expressions() {
    }

    /**
     * Compiles RE2 syntax, not anchored.
     *
     * @throws IllegalArgumentException that begins with the key
     */
    public static Pattern compile(String key, String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(key + " is no RE2 expression: " + e.getMessage(), e);
        }
    }
}
