package dev.tributary.aggregator.storage.day;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;

/** Tells which flushes a day's chunks came with, by a few seeks: one for each flush of each cluster. */
public final class FlushNumbers {
    private static final int FLUSH_AT = 5;

    private FlushNumbers() {
    }

    /** The most flushes that any cluster's chunks of a day came with; 1 when the day is sealed. */
    public static int most(RocksDatabase database, DayPartition day) {
        int most = 0;
        try (RocksCursor seeker = database.cursor(day.family())) {
            for (boolean more = seeker.seekToFirst(); more;) {
                int cluster = DayKeys.cluster(seeker.key());
                most = Math.max(most, of(seeker, cluster).size());
                more = seeker.seek(DayKeys.cluster(cluster + 1));
            }
        }
        return most;
    }

    /** How many time pages a flush has in one cluster. The cursor is left anywhere. */
    static int pages(RocksCursor seeker, int cluster, int flush) {
        byte[] prefix = DayKeys.times(cluster, flush);
        int count = 0;
        for (boolean more = seeker.seek(prefix); more && seeker.keyStartsWith(prefix); more = seeker.next()) {
            count++;
        }
        return count;
    }

    /** The flushes of one cluster, rising. The cursor is left anywhere. */
    static List<Integer> of(RocksCursor seeker, int cluster) {
        List<Integer> flushes = new ArrayList<>();
        byte[] prefix = DayKeys.times(cluster);
        ByteReader in = new ByteReader();
        for (boolean more = seeker.seek(prefix); more && seeker.keyStartsWith(prefix);) {
            in.reset(seeker.key(), FLUSH_AT, seeker.keyLength() - FLUSH_AT);
            int flush = in.readIntBig();
            flushes.add(flush);
            more = seeker.seek(DayKeys.times(cluster, flush + 1));
        }
        return flushes;
    }
}
