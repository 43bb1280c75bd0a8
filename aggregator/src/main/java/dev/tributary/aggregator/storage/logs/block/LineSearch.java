package dev.tributary.aggregator.storage.logs.block;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.tributary.model.port.Needle;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lines that hold all of some needles. The bytes of a block are searched as one Latin-1 string, a character a
 * byte, because the virtual machine searches those with vector instructions. Safe for several threads.
 */
public final class LineSearch {
    /** The needle that is looked for first is one of few texts, which are long. */
    private static final Comparator<Sought> SELECTIVE_FIRST = Comparator.comparingInt((Sought one) -> one.texts.size())
            .thenComparing(Comparator.comparingInt(Sought::length).reversed());

    private final List<Sought> needles;
    private final TextFilter.Question question;

    /** A needle as Latin-1 strings, in small letters when the case does not count. */
    private record Sought(List<String> texts, boolean anyCase) {
        static Sought of(Needle needle) {
            return new Sought(needle.texts().stream().map(text -> latin(utf8(text, needle.anyCase()))).toList(),
                    needle.anyCase());
        }

        int length() {
            return texts.stream().mapToInt(String::length).min().orElse(0);
        }
    }

    /** @param needles what every wanted line holds */
    public LineSearch(List<Needle> needles) {
        this.needles = needles.stream().distinct().map(Sought::of).sorted(SELECTIVE_FIRST).toList();
        this.question = TextFilter.question(needles);
    }

    static byte[] utf8(String text, boolean folded) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (folded) {
            AnyCase.fold(bytes, 0, bytes.length, bytes);
        }
        return bytes;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
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
        return IntStream.range(0, table.size()).filter(line -> matches(table, line)).toArray();
    }

    /** True when one line holds all texts. */
    public boolean matches(LineTable table, int index) {
        return new Text(table.lineArray(index), table.lineOffset(index), table.lineBytes(index)).holds(needles);
    }

    /** Positions of the wanted lines among those that stand one behind the other in one array. */
    public int[] find(byte[] bytes, int[] ends, int count) {
        Text text = new Text(bytes, 0, count == 0 ? 0 : ends[count - 1]);
        List<Sought> asked = needles.stream().filter(text::tells).toList();
        if (asked.isEmpty()) {
            return IntStream.range(0, count).toArray();
        }
        List<Sought> others = asked.subList(1, asked.size());
        BitSet hits = new BitSet(count);
        for (String one : asked.getFirst().texts) {
            forEachLine(text.of(asked.getFirst()), one, ends, count, (line, from) -> {
                if (text.holds(others, from, ends[line])) {
                    hits.set(line);
                }
            });
        }
        return hits.stream().toArray();
    }

    /** Takes the lines that hold a text, with where they begin. */
    @FunctionalInterface
    private interface LineSink {
        void line(int line, int from);
    }

    private static void forEachLine(String all, String text, int[] ends, int count, LineSink sink) {
        int line = 0;
        int at = all.indexOf(text);
        while (at >= 0) {
            line = lineAt(ends, line, count, at);
            int end = ends[line];
            if (at + text.length() > end) {
                // Begins in one line and ends in another.
                at = all.indexOf(text, at + 1);
            } else {
                sink.line(line, line == 0 ? 0 : ends[line - 1]);
                at = all.indexOf(text, end);
            }
        }
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

    /** Bytes that are searched, as they are and, when that is asked for, in small letters. */
    private static final class Text {
        private final byte[] bytes;
        private final int offset;
        private final int length;
        private @Nullable String plain;
        private @Nullable String folded;
        private boolean odd;

        Text(byte[] bytes, int offset, int length) {
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
        }

        private String plain() {
            String known = plain;
            if (known == null) {
                known = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
                plain = known;
            }
            return known;
        }

        private String folded() {
            String known = folded;
            if (known == null) {
                byte[] small = new byte[length];
                odd = AnyCase.fold(bytes, offset, length, small) && AnyCase.hasOddLetters(small, 0, length);
                known = latin(small);
                folded = known;
            }
            return known;
        }

        String of(Sought needle) {
            return needle.anyCase ? folded() : plain();
        }

        /** False when letters stand here that the search for a needle overlooks. */
        boolean tells(Sought needle) {
            if (needle.anyCase) {
                folded();
            }
            return !needle.anyCase || !odd;
        }

        boolean holds(List<Sought> all) {
            return holds(all, 0, length);
        }

        boolean holds(List<Sought> all, int from, int to) {
            for (Sought needle : all) {
                if (tells(needle) && !holds(needle, from, to)) {
                    return false;
                }
            }
            return true;
        }

        private boolean holds(Sought needle, int from, int to) {
            String where = of(needle);
            for (String text : needle.texts) {
                if (where.indexOf(text, from, to) >= 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
