package dev.tributary.collector.series;

import java.util.function.IntPredicate;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * The series of one target. A row is found by the labels as the page writes them and knows the labels as they are sent, so
 * that relabeling happens once per series and not once per sample. About 110 bytes a row with ten labels. One thread.
 *
 * <p>Pages are numbered upwards; the pages of one round (all shards of one interval) have neighbouring numbers.
 */
public final class SeriesTable {
    /** What {@link #lastMillis} says of a row of which nothing was sent. */
    public static final long UNSENT = Long.MIN_VALUE;

    private static final long REPLICA_SALT = 0x9e3779b97f4a7c15L;

    /** Rows below this are not worth giving memory back for. */
    private static final int COMPACT_ROWS_MIN = 1024;

    private final LabelHash hash = new LabelHash();
    private SeriesRows rows = new SeriesRows(0);
    private HashIndex byKey = new HashIndex(0);
    private final Senders senders = new Senders(rows);
    private long foundKey;
    private int foundReplica;

    /** The row of a series as the page writes it, or -1. A following {@code add} is for the same labels. */
    public int find(LabelSlices written) {
        return find(written, 0, 0);
    }

    /**
     * The same for one of several replicas, each with rows of its own.
     *
     * @param guess a row that it may well be: pages have their series in the same order each time
     */
    public int find(LabelSlices written, int replica, int guess) {
        hash.compute(written);
        long key = hash.key() + replica * REPLICA_SALT;
        int check = hash.check();
        foundKey = key;
        foundReplica = replica;
        SeriesRows all = rows;
        if (guess < all.size && all.keys[guess] == key && all.checks[guess] == check) {
            return guess;
        }
        for (int slot = byKey.first(key);; slot = byKey.next(slot)) {
            int row = byKey.row(slot);
            if (row < 0 || all.keys[row] == key && all.checks[row] == check) {
                return row;
            }
        }
    }

    /**
     * Adds the series that {@link #find} has just not found; it belongs to no page yet.
     *
     * @param sent the labels it is sent with, or null when relabeling drops it
     */
    public int add(@Nullable Labels sent) {
        int row = rows.add(foundKey, hash.check());
        byKey.add(row, rows.keys);
        rows.replicas[row] = (byte) foundReplica;
        rows.state(row, sent == null ? SeriesState.DROPPED : SeriesState.GONE);
        if (sent != null) {
            rows.labelPlaces[row] = rows.labels.add(sent);
        }
        senders.added(row);
        return row;
    }

    /**
     * Notes that a page has the series. A row that was gone sends again from now on, unless another row with the same sent
     * labels was seen in this round already.
     *
     * @param roundFirstPage the first page of this round
     * @return what the row is now
     */
    public SeriesState seen(int row, int page, int shard, int roundFirstPage) {
        SeriesRows all = rows;
        all.pages[row] = page;
        all.shards[row] = (short) shard;
        SeriesState state = SeriesState.of(all.states[row]);
        if (state == SeriesState.SENDS || state == SeriesState.DROPPED) {
            return state;
        }
        state = senders.claim(row, roundFirstPage);
        all.state(row, state);
        return state;
    }

    /**
     * Whether a sample of a duplicate row is taken after all, because the replica whose row sends has fallen behind: then this
     * row sends from now on.
     *
     * @param patienceMillis how far behind is behind; never less than twice the series' usual spacing
     */
    public boolean succeeds(int row, long timestampMillis, long patienceMillis) {
        return senders.succeeds(row, timestampMillis, patienceMillis);
    }

    /** Series that no row sends yet are another replica's up to here, whose table is lost. */
    public void claimFrom(long millis) {
        senders.claimFrom(millis);
    }

    /** The earliest time since the last question at which a replica's row took over, {@link Long#MAX_VALUE} for none. */
    public long takeSuccessionsFromMillis() {
        return senders.takeSuccessionsFromMillis();
    }

    /** Which replica each series comes from now. */
    public Owners owners(int standard) {
        return senders.owners(standard);
    }

    /** Lets a replica that still has a series go on with it where the one that sent it has ended it, in this round. */
    public void inherit(int roundFirstPage, IntPredicate isToldOf) {
        senders.inherit(roundFirstPage, isToldOf);
    }

    /**
     * Whether a value may follow the last one sent. The replicas' clocks differ: the first value after a change of replicas can
     * be one the counter had before. Such a value is left out, once: one that is low again is a counter that began anew.
     */
    public boolean mayFollow(int row, long timestampMillis, double value) {
        return senders.mayFollow(row, timestampMillis, value);
    }

    /** True when a row sends with exactly these labels, which are in order. */
    public boolean isSending(LabelSlices sent) {
        return senders.isSending(sent);
    }

    /** True when a row sends. */
    public boolean isSending(int row) {
        return rows.is(row, SeriesState.SENDS);
    }

    /** The page a row was last seen in. */
    public int page(int row) {
        return rows.pages[row];
    }

    /** True when no page has had the row since it ended, or none yet. */
    public boolean isGone(int row) {
        return rows.is(row, SeriesState.GONE);
    }

    /**
     * True when a sample of this time is not sent yet. One that is older than the series' stale marker may be: the marker has the
     * time of the page's newest sample, and a scrape that took longer is stored later with the time it began.
     */
    public boolean isNews(int row, long timestampMillis) {
        return rows.last.isNews(row, timestampMillis);
    }

    /** Timestamp of the sample or stale marker sent last, or {@link #UNSENT}. */
    public long lastMillis(int row) {
        return rows.last.millis(row);
    }

    /** Raw bits of the value sent last. */
    public long lastBits(int row) {
        return rows.last.bits(row);
    }

    /**
     * Notes a sample as sent.
     *
     * @return true when it comes so long after the one before that there was probably another in between
     */
    public boolean sent(int row, long timestampMillis, long bits) {
        return rows.last.sent(row, timestampMillis, bits);
    }

    /** The labels a row is sent with; valid until the table changes. Not for dropped rows. */
    public void labels(int row, LabelSlices into) {
        rows.read(row, into);
    }

    /** Rows, also those that do not send; {@link #isVanished} and the others take a row below this. */
    public int size() {
        return rows.size;
    }

    /** Rows that send. */
    public int liveSeries() {
        return senders.live();
    }

    /** True when a row that sends was in no page of the round. */
    public boolean isVanished(int row, int roundFirstPage) {
        return senders.isVanished(row, roundFirstPage);
    }

    /** The shard a row was last seen in. */
    public int shard(int row) {
        return rows.shards[row];
    }

    /** Ends a series: a stale marker with this time was sent for it. */
    public void gone(int row, long markerMillis) {
        senders.end(row);
        rows.last.ended(row, markerMillis);
    }

    /**
     * Takes back what a page did whose samples are not sent after all. Its series send their present sample next time; series
     * that only this page had, are gone.
     *
     * @param firstNewRow rows from here on were added by the page, by no other one meanwhile
     */
    public void forget(int page, int firstNewRow) {
        for (int row = 0; row < rows.size; row++) {
            if (rows.pages[row] == page && !rows.is(row, SeriesState.DROPPED)) {
                rows.last.forget(row);
                rows.pages[row] = page - 1;
                if (row >= firstNewRow) {
                    senders.end(row);
                }
            }
        }
    }

    /** Gives back the memory of rows that no page had for long, when that is worth the work. */
    public void compact(int pagesKept, int currentPage) {
        int oldestPageKept = currentPage - pagesKept;
        int dead = 0;
        for (int row = 0; row < rows.size; row++) {
            dead += isDead(row, oldestPageKept) ? 1 : 0;
        }
        if (dead < COMPACT_ROWS_MIN || dead < rows.size / 4) {
            return;
        }
        int left = rows.size - dead;
        SeriesRows kept = new SeriesRows(left + (left >> 3));
        HashIndex keptByKey = new HashIndex(left);
        for (int row = 0; row < rows.size; row++) {
            if (!isDead(row, oldestPageKept)) {
                kept.addCopy(rows, row);
                keptByKey.add(kept.size - 1, kept.keys);
            }
        }
        rows = kept;
        byKey = keptByKey;
        senders.move(kept);
    }

    private boolean isDead(int row, int oldestPageKept) {
        return !rows.is(row, SeriesState.SENDS) && rows.pages[row] < oldestPageKept;
    }

    /** Bytes the table takes. */
    public long memoryBytes() {
        return rows.memoryBytes() + byKey.memoryBytes() + senders.memoryBytes();
    }
}
