package dev.tributary.logql.format;

import java.util.HashMap;
import java.util.Map;

import com.google.re2j.Pattern;
import dev.tributary.gotemplate.value.FunctionException;
import dev.tributary.model.LabelPattern;

/** Regular expressions of a template, kept for the next line: they are few and mostly stay the same. Owned by one thread. */
final class PatternCache {
    private static final int PATTERNS_MAX = 64;

    private final Map<String, Pattern> patterns = new HashMap<>();

    Pattern of(String expression) throws FunctionException {
        Pattern known = patterns.get(expression);
        if (known != null) {
            return known;
        }
        try {
            // Refuses what is no expression, or would compile to more than memory holds.
            LabelPattern.compile(expression);
        } catch (IllegalArgumentException e) {
            throw new FunctionException(String.valueOf(e.getMessage()));
        }
        if (patterns.size() == PATTERNS_MAX) {
            patterns.clear();
        }
        Pattern pattern = Pattern.compile(expression);
        patterns.put(expression, pattern);
        return pattern;
    }
}
