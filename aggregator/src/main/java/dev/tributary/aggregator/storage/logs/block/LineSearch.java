package dev.tributary.aggregator.storage.logs.block;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the lines that hold all of some texts. The bytes of a block are searched as one Latin-1 string, a character a
 * byte, because the virtual machine searches those with vector instructions. Safe for several threads.
 */
public final class LineSearch {
    private final List<byte[]> needles;
    private final List<String> longestFirst;
    private final TextFilter.Question question;

    /** @param texts that every wanted line holds; empty ones are held by all */
    public LineSearch(List<String> texts) {
        needles = texts.stream().distinct().filter(text -> !text.isEmpty())
                .map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
        longestFirst = needles.stream().map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .sorted(Comparator.comparingInt(String::length).reversed()).toList();
        question = TextFilter.question(needles);
    }

    /** True when every line is wanted. */
    public boolean isEmpty() {
        return needles.isEmpty();
    }

    /** What to ask a block's filter. */
    public TextFilter.Question question() {
        return question;
    }

    /** Positions of the wanted lines of a table. */
    public int[] find(LineTable table) {
        Hits hits = new Hits();
        for (int i = 0; i < table.size(); i++) {
            if (matches(table, i)) {
                hits.add(i);
            }
        }
        return hits.toArray();
    }

    /** Positions of the wanted lines among those that stand one behind the other in one array. */
    public int[] find(byte[] text, int[] ends, int count) {
        String all = new String(text, 0, count == 0 ? 0 : ends[count - 1], StandardCharsets.ISO_8859_1);
        Hits hits = new Hits();
        String first = longestFirst.getFirst();
        int line = 0;
        int at = all.indexOf(first);
        while (at >= 0) {
            line = lineAt(ends, line, count, at);
            int end = ends[line];
            if (at + first.length() > end) {
                // Begins in one line and ends in another.
                at = all.indexOf(first, at + 1);
                continue;
            }
            if (holdsOthers(all, line == 0 ? 0 : ends[line - 1], end)) {
                hits.add(line);
            }
            at = all.indexOf(first, end);
        }
        return hits.toArray();
    }

    /** The line in which a place lies, which is not before a known one: steps that double, then halves. */
    private static int lineAt(int[] ends, int from, int count, int place) {
        int low = from;
        int step = 1;
        while (low + step < count && ends[low + step] <= place) {
            low += step;
            step <<= 1;
        }
        int high = Math.min(count - 1, low + step);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean holdsOthers(String all, int from, int to) {
        for (int i = 1; i < longestFirst.size(); i++) {
            if (all.indexOf(longestFirst.get(i), from, to) < 0) {
                return false;
            }
        }
        return true;
    }

    /** True when one line holds all texts. */
    public boolean matches(LineTable table, int index) {
        String line = new String(table.lineArray(index), table.lineOffset(index), table.lineBytes(index),
                StandardCharsets.ISO_8859_1);
        return longestFirst.stream().allMatch(line::contains);
    }

    /** Growing list of positions. */
    private static final class Hits {
        private int[] lines = new int[16];
        private int count;

        void add(int line) {
            if (count == lines.length) {
                lines = Arrays.copyOf(lines, 2 * count);
            }
            lines[count++] = line;
        }

        int[] toArray() {
            return Arrays.copyOf(lines, count);
        }
    }
}
