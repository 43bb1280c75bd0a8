package dev.tributary.collector.shard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts all names into ranges of about equal numbers of samples. The names that make up one classic histogram or summary
 * ({@code x}, {@code x_bucket}, {@code x_sum}, {@code x_count}) are never parted: each range is pulled at its own instant, and
 * buckets of different instants must not be put together.
 */
final class ShardCut {
    private static final List<String> PARTS = List.of("_bucket", "_sum", "_count");

    private final List<String> names;
    private final List<Integer> sizes;

    ShardCut(FamilySizes measured) {
        names = List.copyOf(measured.byName().keySet());
        sizes = List.copyOf(measured.byName().values());
    }

    /** Ranges in order, together all names; one of them is larger than wanted only when a single family is. */
    List<NameRange> ranges(long samplesEach) {
        boolean[] joined = joinedToTheNext();
        List<NameRange> ranges = new ArrayList<>();
        String from = "";
        long size = 0;
        int at = 0;
        while (at < names.size()) {
            int next = at;
            long unit = 0;
            do {
                unit += sizes.get(next++);
            } while (joined[next - 1]);
            if (size > 0 && size + unit > samplesEach) {
                String bound = bound(names.get(at - 1), names.get(at));
                ranges.add(new NameRange(from, bound));
                from = bound;
                size = 0;
            }
            size += unit;
            at = next;
        }
        ranges.add(new NameRange(from, ""));
        return ranges;
    }

    /** For each name whether no cut may follow it. */
    private boolean[] joinedToTheNext() {
        Map<String, int[]> families = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            int place = i;
            int[] span = families.computeIfAbsent(family(names.get(i)), _ -> new int[]{place, place});
            span[1] = i;
        }
        boolean[] joined = new boolean[names.size()];
        for (int[] span : families.values()) {
            java.util.Arrays.fill(joined, span[0], span[1], true);
        }
        return joined;
    }

    /** The name without the part of a histogram or summary that it stands for. */
    static String family(String name) {
        for (String part : PARTS) {
            if (name.endsWith(part) && name.length() > part.length()) {
                return name.substring(0, name.length() - part.length());
            }
        }
        return name;
    }

    /** The shortest beginning of the later name that is behind the earlier one: it keeps expressions short. */
    private static String bound(String earlier, String later) {
        int[] before = earlier.codePoints().toArray();
        int[] after = later.codePoints().toArray();
        int same = 0;
        while (same < before.length && before[same] == after[same]) {
            same++;
        }
        return new String(after, 0, same + 1);
    }
}
