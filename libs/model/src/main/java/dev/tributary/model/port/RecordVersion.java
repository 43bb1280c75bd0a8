package dev.tributary.model.port;

import dev.tributary.model.Labels;

/**
 * Which of two versions of one record counts. A log entry whose structured metadata carries {@link #KEY} is a record: of
 * all entries of a cluster with the same key the store keeps the greatest version alone, whatever streams and times they
 * came with. A smaller or equal version that comes later counts as written and is dropped.
 *
 * @param timestampNanos time of the entry; the later one is the greater version
 * @param count          how often the thing happened so far, which decides between entries of the same time
 */
public record RecordVersion(long timestampNanos, long count) implements Comparable<RecordVersion> {
    /** The structured metadata that makes an entry a record; its value is the record's key, such as an event's UID. */
    public static final String KEY = "tributary_record";

    /** The structured metadata that holds the count, in decimal; what is no such number counts as 0. */
    public static final String COUNT = "count";

    /** Longer texts than this are no count. */
    private static final int DIGITS_MAX = 18;

    /** The version that an entry with this metadata is. */
    public static RecordVersion of(long timestampNanos, Labels metadata) {
        return new RecordVersion(timestampNanos, countOf(metadata.get(COUNT)));
    }

    /** The number a count's text stands for. */
    public static long countOf(String text) {
        if (text.isEmpty() || text.length() > DIGITS_MAX) {
            return 0;
        }
        long count = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            count = 10 * count + digit;
        }
        return count;
    }

    @Override
    public int compareTo(RecordVersion other) {
        int byTime = Long.compare(timestampNanos, other.timestampNanos);
        return byTime != 0 ? byTime : Long.compare(count, other.count);
    }
}
