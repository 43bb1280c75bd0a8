package dev.tributary.aggregator.storage.day;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.tributary.aggregator.storage.chunk.TimePage;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import org.jspecify.annotations.Nullable;

/** The time pages of one day that a reader met, kept up to a bound. Not safe for several threads. */
final class TimePages {
    /** Some MiB when every column of every page is decoded. */
    private static final int PAGES_MAX = 128;

    private record PageId(int cluster, int flush, int page) {
    }

    private final RocksCursor cursor;
    private final Fallback fallback;
    private final Map<PageId, TimePage> pages = new HashMap<>();

    /** Finds a page where the cursor meets damage; null when it is damaged itself. */
    interface Fallback {
        @Nullable
        TimePage find(byte[] key);
    }

    /** Reads through a cursor of its own. */
    TimePages(RocksCursor cursor) {
        this(cursor, _ -> null);
    }

    TimePages(RocksCursor cursor, Fallback fallback) {
        this.cursor = cursor;
        this.fallback = fallback;
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
        try {
            if (!cursor.seek(key) || !cursor.keyStartsWith(key)) {
                throw new CorruptDataException("time page " + id.page() + " of flush " + id.flush() + " is missing");
            }
        } catch (StoreIoException e) {
            TimePage page = e.kind() == StoreIoException.Kind.CORRUPTION ? fallback.find(key) : null;
            if (page == null) {
                throw e;
            }
            return page;
        }
        byte[] value = cursor.value();
        return new TimePage(Arrays.copyOf(value, value.length), cursor.valueLength());
    }
}
