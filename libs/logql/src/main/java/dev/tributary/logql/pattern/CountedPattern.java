package dev.tributary.logql.pattern;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pattern and how many lines have it.
 *
 * @param text   what lines have in common, {@code <_>} for what differs; can be used in {@code |>}
 * @param level  the lines' level
 * @param total  lines in all
 * @param counts lines by the start of their span of time, Unix nanoseconds
 */
public record CountedPattern(String text, String level, long total, SortedMap<Long, Long> counts) {
    public CountedPattern {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
