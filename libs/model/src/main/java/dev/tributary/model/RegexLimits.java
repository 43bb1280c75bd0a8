package dev.tributary.model;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Refuses regular expressions that would compile to more than memory holds, with the limits and words of Go's
 * {@code regexp/syntax}: a repeat that with those inside of it comes to more than a thousand copies, more than a thousand
 * open groups, more than 3.3 million instructions. Says nothing of what is no expression at all.
 */
final class RegexLimits {
    private static final int REPEATS_MAX = 1000;
    private static final int GROUPS_MAX = 1000;
    /** 128 MiB of 40 bytes, which is an instruction of Go's. */
    private static final long SIZE_MAX = (128 << 20) / 40;

    private final String source;
    private final Deque<Group> open = new ArrayDeque<>();
    private Group group = new Group();
    private int at;

    /** What a group holds so far, and of it the last thing, which a repeat would copy. */
    private static final class Group {
        private long size;
        private long lastSize;
        private long lastRepeats = 1;
        private long repeatsMax = 1;

        void add(long itemSize, long repeats) {
            size += itemSize;
            lastSize = itemSize;
            lastRepeats = repeats;
            repeatsMax = Math.max(repeatsMax, repeats);
        }
    }

    private RegexLimits(String source) {
        this.source = source;
    }

    /**
     * Passes what is small enough.
     *
     * @throws IllegalArgumentException worded as Prometheus words it
     */
    static void check(String source) {
        new RegexLimits(source).check();
    }

    private void check() {
        while (at < source.length()) {
            item(source.charAt(at++));
            if (group.size > SIZE_MAX) {
                throw error("expression too large", source);
            }
        }
    }

    private void item(char c) {
        switch (c) {
            case '\\' -> escape();
            case '[' -> characterClass();
            case '(' -> open();
            case ')' -> close();
            case '{' -> repeat();
            case '*', '+', '?', '|' -> group.size++;
            default -> group.add(1, 1);
        }
    }

    private void escape() {
        if (at < source.length()) {
            char kind = source.charAt(at++);
            int end = kind == 'Q' ? source.indexOf("\\E", at) : source.indexOf('}', at);
            boolean braces = "pPx".indexOf(kind) >= 0 && source.startsWith("{", at);
            if (kind == 'Q') {
                int text = end < 0 ? source.length() : end;
                group.add(text - at, 1);
                at = end < 0 ? text : end + 2;
                return;
            }
            at = braces && end > 0 ? end + 1 : at;
        }
        group.add(1, 1);
    }

    private void characterClass() {
        boolean first = true;
        at += source.startsWith("^", at) ? 1 : 0;
        while (at < source.length() && (first || source.charAt(at) != ']')) {
            boolean named = source.startsWith("[:", at) && source.indexOf(":]", at + 2) > 0;
            at = named ? source.indexOf(":]", at + 2) + 2 : at + (source.charAt(at) == '\\' ? 2 : 1);
            first = false;
        }
        at++;
        group.add(1, 1);
    }

    private void open() {
        if (open.size() == GROUPS_MAX) {
            throw error("expression nests too deeply", source);
        }
        open.push(group);
        group = new Group();
    }

    private void close() {
        if (!open.isEmpty()) {
            Group closed = group;
            group = open.pop();
            group.add(closed.size + 2, closed.repeatsMax);
        }
    }

    private void repeat() {
        int start = at - 1;
        int end = at;
        while (end < source.length() && (source.charAt(end) == ',' || Character.isDigit(source.charAt(end)))) {
            end++;
        }
        String range = source.substring(at, end);
        if (!source.startsWith("}", end) || !range.matches("\\d{1,9}(,\\d{0,9})?")) {
            group.add(1, 1);
            return;
        }
        at = end + 1;
        long copies = 0;
        for (String bound : range.split(",")) {
            copies = Math.max(copies, Long.parseLong(bound));
        }
        if (group.lastRepeats * copies > REPEATS_MAX) {
            throw error("invalid repeat count", source.substring(start, at));
        }
        long added = group.lastSize * Math.max(0, copies - 1);
        group.size += added;
        group.lastSize += added;
        group.lastRepeats *= Math.max(1, copies);
        group.repeatsMax = Math.max(group.repeatsMax, group.lastRepeats);
    }

    private static IllegalArgumentException error(String problem, String part) {
        return new IllegalArgumentException("error parsing regexp: " + problem + ": `" + part + "`");
    }
}
