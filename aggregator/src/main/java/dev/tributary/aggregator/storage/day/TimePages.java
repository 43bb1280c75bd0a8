package dev.tributary.aggregator.storage.day;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.tributary.aggregator.storage.chunk.TimePage;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RocksCursor;

/** The time pages of one day that a reader met, kept up to a bound. Not safe for several threads. */
final class TimePages {
    /** Some MiB when every column of every page is decoded. */
    private static final int PAGES_MAX = 128;

    private record PageId(int cluster, int flush, int page) {
    }

    private final RocksCursor cursor;
    private final Map<PageId, TimePage> pages = new HashMap<>();

    /** Reads through a cursor of its own. */
    TimePages(RocksCursor cursor) {
        this.cursor = cursor;
    }

    /** The times of a column, not to be changed. */
    long[] column(int cluster, int flush, int number) {
        PageId id = new PageId(cluster, flush, number / TimePage.COLUMNS_MAX);
        TimePage page = pages.get(id);
        if (page == null) {
            if (pages.size() >= PAGES_MAX) {
                pages.clear();
            }
            page = load(id);
            pages.put(id, page);
        }
        return page.column(number % TimePage.COLUMNS_MAX);
    }

    private TimePage load(PageId id) {
        byte[] key = DayKeys.times(id.cluster(), id.flush(), id.page());
        if (!cursor.seek(key) || !cursor.keyStartsWith(key)) {
            throw new CorruptDataException("time page " + id.page() + " of flush " + id.flush() + " is missing");
        }
        byte[] value = cursor.value();
        return new TimePage(Arrays.copyOf(value, value.length), cursor.valueLength());
    }
}
