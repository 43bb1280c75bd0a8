package dev.tributary.aggregator.storage.logs.head;

/** Sorts positions by their times; equal times keep their order. */
final class TimeOrder {
    private TimeOrder() {
    }

    /** Positions of the first times in order: merges runs that rise already, so that little disorder costs little. */
    static int[] of(long[] times, int count) {
        int[] from = new int[count];
        int[] into = new int[count];
        int[] starts = new int[count + 1];
        int runs = 0;
        for (int i = 0; i < count; i++) {
            from[i] = i;
            if (i == 0 || times[i] < times[i - 1]) {
                starts[runs++] = i;
            }
        }
        starts[runs] = count;
        while (runs > 1) {
            int merged = 0;
            for (int run = 0; run < runs; run += 2) {
                int end = starts[Math.min(run + 2, runs)];
                merge(times, from, into, starts[run], starts[Math.min(run + 1, runs)], end);
                starts[merged++] = starts[run];
            }
            starts[merged] = count;
            runs = merged;
            int[] kept = from;
            from = into;
            into = kept;
        }
        return from;
    }

    private static void merge(long[] times, int[] from, int[] into, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = right >= end || left < middle && times[from[left]] <= times[from[right]];
            into[at] = takeLeft ? from[left++] : from[right++];
        }
    }
}
