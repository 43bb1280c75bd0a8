package dev.tributary.collector.series;

import java.util.Arrays;
import java.util.List;
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

    private static final List<String> COUNTERS = List.of("_total", "_count", "_sum", "_bucket");

    private static final long REPLICA_SALT = 0x9e3779b97f4a7c15L;

    /** Rows below this are not worth giving memory back for. */
    private static final int COMPACT_ROWS_MIN = 1024;

    private final LabelHash hash = new LabelHash();
    private final LabelSlices scratch = new LabelSlices();
    private final LabelSlices otherScratch = new LabelSlices();

    private LabelStore labels = new LabelStore();
    private HashIndex byKey;
    /** Of all rows with the same sent labels only the one that sends. */
    private HashIndex bySent;
    private long[] keys;
    private int[] checks;
    private long[] sentKeys;
    private int[] labelPlaces;
    private LastSamples last;
    private int[] pages;
    private short[] shards;
    /** Which of several replicas of one Prometheus a row is of. */
    private byte[] replicas;
    private Ownership ownership = new Ownership();
    private long claimedFromMillis = UNSENT;
    private long successionsFromMillis = Long.MAX_VALUE;
    private byte[] states;
    private int size;
    private long foundKey;
    private int foundReplica;
    private boolean hasReplicas;
    private int live;

    public SeriesTable() {
        this(64);
    }

    private SeriesTable(int capacity) {
        keys = new long[capacity];
        checks = new int[capacity];
        sentKeys = new long[capacity];
        labelPlaces = new int[capacity];
        last = new LastSamples(capacity);
        pages = new int[capacity];
        shards = new short[capacity];
        replicas = new byte[capacity];
        states = new byte[capacity];
        byKey = new HashIndex(capacity);
        bySent = new HashIndex(capacity);
    }

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
        if (guess < size && keys[guess] == key && checks[guess] == check) {
            return guess;
        }
        for (int slot = byKey.first(key);; slot = byKey.next(slot)) {
            int row = byKey.row(slot);
            if (row < 0 || keys[row] == key && checks[row] == check) {
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
        int row = newRow(foundKey, hash.check());
        replicas[row] = (byte) foundReplica;
        hasReplicas |= foundReplica > 0;
        if (sent == null) {
            states[row] = SeriesState.DROPPED.code();
        } else {
            labelPlaces[row] = labels.add(sent);
            sentKeys[row] = sentKeyOf(row);
            states[row] = SeriesState.GONE.code();
        }
        return row;
    }

    private int newRow(long key, int check) {
        if (size == keys.length) {
            grow(size + Math.max(64, size >> 2));
        }
        int row = size++;
        keys[row] = key;
        checks[row] = check;
        last.unsent(row);
        byKey.add(row, keys);
        return row;
    }

    private void grow(int capacity) {
        keys = Arrays.copyOf(keys, capacity);
        checks = Arrays.copyOf(checks, capacity);
        sentKeys = Arrays.copyOf(sentKeys, capacity);
        labelPlaces = Arrays.copyOf(labelPlaces, capacity);
        last.grow(capacity);
        pages = Arrays.copyOf(pages, capacity);
        shards = Arrays.copyOf(shards, capacity);
        replicas = Arrays.copyOf(replicas, capacity);
        states = Arrays.copyOf(states, capacity);
    }

    private long sentKeyOf(int row) {
        labels.read(labelPlaces[row], scratch);
        hash.compute(scratch);
        return hash.key();
    }

    /**
     * Notes that a page has the series. A row that was gone sends again from now on, unless another row with the same sent
     * labels was seen in this round already.
     *
     * @param roundFirstPage the first page of this round
     * @return what the row is now
     */
    public SeriesState seen(int row, int page, int shard, int roundFirstPage) {
        pages[row] = page;
        shards[row] = (short) shard;
        SeriesState state = SeriesState.of(states[row]);
        if (state == SeriesState.SENDS || state == SeriesState.DROPPED) {
            return state;
        }
        state = claim(row, roundFirstPage);
        states[row] = state.code();
        return state;
    }

    private SeriesState claim(int row, int roundFirstPage) {
        long key = sentKeys[row];
        for (int slot = bySent.first(key);; slot = bySent.next(slot)) {
            int owner = bySent.row(slot);
            if (owner < 0) {
                bySent.add(row, sentKeys);
                live++;
                if (claimedFromMillis != UNSENT) {
                    ownership.taken(row, claimedFromMillis, Double.NaN);
                }
                return SeriesState.SENDS;
            }
            if (owner == row || sentKeys[owner] == key && hasSameLabels(owner, row)) {
                return owner == row ? revive() : takeOver(slot, owner, row, roundFirstPage);
            }
        }
    }

    private SeriesState revive() {
        live++;
        return SeriesState.SENDS;
    }

    /** The target writes the series differently now, for example with another label that is dropped. */
    private SeriesState takeOver(int slot, int owner, int row, int roundFirstPage) {
        boolean ownerSends = states[owner] == SeriesState.SENDS.code();
        // Another replica's row is followed as long as it sends: see succeeds
        if (ownerSends && (pages[owner] >= roundFirstPage || replicas[owner] != replicas[row])) {
            return SeriesState.DUPLICATE;
        }
        states[owner] = SeriesState.GONE.code();
        last.copy(row, last, owner);
        if (replicas[owner] == replicas[row]) {
            ownership.copy(row, ownership, owner);
        } else {
            ownership.taken(row, last.millis(owner), last.value(owner));
        }
        bySent.replace(slot, row);
        live += ownerSends ? 0 : 1;
        return SeriesState.SENDS;
    }

    private int ownerSlot(int row) {
        long key = sentKeys[row];
        for (int slot = bySent.first(key);; slot = bySent.next(slot)) {
            int owner = bySent.row(slot);
            if (owner < 0 || sentKeys[owner] == key && hasSameLabels(owner, row)) {
                return slot;
            }
        }
    }

    /**
     * Whether a sample of a duplicate row is taken after all, because the replica whose row sends has fallen behind: then this
     * row sends from now on.
     *
     * @param patienceMillis how far behind is behind; never less than twice the series' usual spacing
     */
    public boolean succeeds(int row, long timestampMillis, long patienceMillis) {
        int slot = ownerSlot(row);
        int owner = bySent.row(slot);
        if (owner < 0 || replicas[owner] == replicas[row]) {
            return false;
        }
        long patience = Math.max(patienceMillis, 2L * last.spacing(owner));
        if (last.millis(owner) != UNSENT && timestampMillis - last.millis(owner) <= patience) {
            return false;
        }
        handOver(slot, owner, row);
        return true;
    }

    private void handOver(int slot, int owner, int row) {
        states[owner] = SeriesState.DUPLICATE.code();
        states[row] = SeriesState.SENDS.code();
        last.copy(row, last, owner);
        bySent.replace(slot, row);
        ownership.taken(row, last.millis(owner), last.value(owner));
        ownership.isFresh(row);
        successionsFromMillis = Math.min(successionsFromMillis,
                last.millis(owner) == UNSENT ? Long.MAX_VALUE : last.millis(owner));
    }

    /** Series that no row sends yet are another replica's up to here, whose table is lost. */
    public void claimFrom(long millis) {
        claimedFromMillis = millis;
    }

    /** The earliest time since the last question at which a replica's row took over, {@link Long#MAX_VALUE} for none. */
    public long takeSuccessionsFromMillis() {
        long taken = successionsFromMillis;
        successionsFromMillis = Long.MAX_VALUE;
        return taken;
    }

    /** Which replica each series comes from now. */
    public Owners owners(int standard) {
        int sending = 0;
        for (int row = 0; row < size; row++) {
            sending += states[row] == SeriesState.SENDS.code() ? 1 : 0;
        }
        Owners owners = new Owners(sending, standard);
        int at = 0;
        for (int row = 0; row < size; row++) {
            if (states[row] == SeriesState.SENDS.code()) {
                owners.put(at++, sentKeys[row], replicas[row], ownership.fromMillis(row), ownership.fromValue(row));
            }
        }
        return owners;
    }

    /** Lets a replica that still has a series go on with it where the one that sent it has ended it, in this round. */
    public void inherit(int roundFirstPage, IntPredicate isToldOf) {
        for (int row = 0; hasReplicas && row < size; row++) {
            if (states[row] == SeriesState.DUPLICATE.code() && pages[row] >= roundFirstPage) {
                int slot = ownerSlot(row);
                int owner = bySent.row(slot);
                if (owner >= 0 && replicas[owner] != replicas[row] && isVanished(owner, roundFirstPage)
                        && isToldOf.test(shards[owner])) {
                    handOver(slot, owner, row);
                }
            }
        }
    }

    /**
     * Whether a value may follow the last one sent. The replicas' clocks differ: the first value after a change of replicas can
     * be one the counter had before. Such a value is left out, once: one that is low again is a counter that began anew.
     */
    public boolean mayFollow(int row, long timestampMillis, double value) {
        if (!ownership.takeFresh(row)) {
            return true;
        }
        labels.read(labelPlaces[row], scratch);
        if (!(value < ownership.fromValue(row)) || !isCounter(scratch)) {
            return true;
        }
        ownership.taken(row, timestampMillis, ownership.fromValue(row));
        return false;
    }

    /** True for the parts of counters, histograms and summaries, by the end of the name. */
    public static boolean isCounter(LabelSlices labels) {
        for (int i = 0; i < labels.size(); i++) {
            if (labels.name(i).equals(Labels.NAME)) {
                String name = labels.value(i);
                return COUNTERS.stream().anyMatch(name::endsWith);
            }
        }
        return false;
    }

    private boolean hasSameLabels(int a, int b) {
        labels.read(labelPlaces[a], scratch);
        labels.read(labelPlaces[b], otherScratch);
        return SliceEquality.sameLabels(scratch, otherScratch);
    }

    /** True when a row sends with exactly these labels, which are in order. */
    public boolean isSending(LabelSlices sent) {
        hash.compute(sent);
        long key = hash.key();
        for (int slot = bySent.first(key);; slot = bySent.next(slot)) {
            int row = bySent.row(slot);
            if (row < 0) {
                return false;
            }
            labels.read(labelPlaces[row], otherScratch);
            if (sentKeys[row] == key && SliceEquality.sameLabels(sent, otherScratch)) {
                return states[row] == SeriesState.SENDS.code();
            }
        }
    }

    /** True when a row sends. */
    public boolean isSending(int row) {
        return states[row] == SeriesState.SENDS.code();
    }

    /** The page a row was last seen in. */
    public int page(int row) {
        return pages[row];
    }

    /** True when no page has had the row since it ended, or none yet. */
    public boolean isGone(int row) {
        return states[row] == SeriesState.GONE.code();
    }

    /**
     * True when a sample of this time is not sent yet. One that is older than the series' stale marker may be: the marker has the
     * time of the page's newest sample, and a scrape that took longer is stored later with the time it began.
     */
    public boolean isNews(int row, long timestampMillis) {
        return last.isNews(row, timestampMillis);
    }

    /** Timestamp of the sample or stale marker sent last, or {@link #UNSENT}. */
    public long lastMillis(int row) {
        return last.millis(row);
    }

    /** Raw bits of the value sent last. */
    public long lastBits(int row) {
        return last.bits(row);
    }

    /**
     * Notes a sample as sent.
     *
     * @return true when it comes so long after the one before that there was probably another in between
     */
    public boolean sent(int row, long timestampMillis, long bits) {
        return last.sent(row, timestampMillis, bits);
    }

    /** The labels a row is sent with; valid until the table changes. Not for dropped rows. */
    public void labels(int row, LabelSlices into) {
        labels.read(labelPlaces[row], into);
    }

    /** Rows, also those that do not send; {@link #isVanished} and the others take a row below this. */
    public int size() {
        return size;
    }

    /** Rows that send. */
    public int liveSeries() {
        return live;
    }

    /** True when a row that sends was in no page of the round. */
    public boolean isVanished(int row, int roundFirstPage) {
        return states[row] == SeriesState.SENDS.code() && pages[row] < roundFirstPage;
    }

    /** The shard a row was last seen in. */
    public int shard(int row) {
        return shards[row];
    }

    /** Ends a series: a stale marker with this time was sent for it. */
    public void gone(int row, long markerMillis) {
        states[row] = SeriesState.GONE.code();
        last.ended(row, markerMillis);
        live--;
    }

    /**
     * Takes back what a page did whose samples are not sent after all. Its series send their present sample next time; series
     * that only this page had, are gone.
     *
     * @param firstNewRow rows from here on were added by the page, by no other one meanwhile
     */
    public void forget(int page, int firstNewRow) {
        for (int row = 0; row < size; row++) {
            if (pages[row] != page || states[row] == SeriesState.DROPPED.code()) {
                continue;
            }
            last.forget(row);
            pages[row] = page - 1;
            if (row >= firstNewRow) {
                live -= states[row] == SeriesState.SENDS.code() ? 1 : 0;
                states[row] = SeriesState.GONE.code();
            }
        }
    }

    /** Gives back the memory of rows that no page had for long, when that is worth the work. */
    public void compact(int pagesKept, int currentPage) {
        int dead = 0;
        for (int row = 0; row < size; row++) {
            dead += isDead(row, currentPage - pagesKept) ? 1 : 0;
        }
        if (dead < COMPACT_ROWS_MIN || dead < size / 4) {
            return;
        }
        SeriesTable kept = new SeriesTable(Math.max(64, size - dead + (size - dead >> 3)));
        for (int row = 0; row < size; row++) {
            if (!isDead(row, currentPage - pagesKept)) {
                kept.copy(this, row);
            }
        }
        become(kept);
    }

    private boolean isDead(int row, int oldestPageKept) {
        return states[row] != SeriesState.SENDS.code() && pages[row] < oldestPageKept;
    }

    private void copy(SeriesTable from, int old) {
        int row = newRow(from.keys[old], from.checks[old]);
        last.copy(row, from.last, old);
        pages[row] = from.pages[old];
        shards[row] = from.shards[old];
        replicas[row] = from.replicas[old];
        states[row] = from.states[old];
        if (SeriesState.of(states[row]) == SeriesState.DROPPED) {
            return;
        }
        ownership.copy(row, from.ownership, old);
        from.labels.read(from.labelPlaces[old], scratch);
        labelPlaces[row] = labels.add(scratch);
        sentKeys[row] = from.sentKeys[old];
        if (SeriesState.of(states[row]) == SeriesState.SENDS) {
            bySent.add(row, sentKeys);
            live++;
        } else {
            // Finds its owner, if there is one, when a page has it again
            states[row] = SeriesState.GONE.code();
        }
    }

    private void become(SeriesTable other) {
        labels = other.labels;
        byKey = other.byKey;
        bySent = other.bySent;
        keys = other.keys;
        checks = other.checks;
        sentKeys = other.sentKeys;
        labelPlaces = other.labelPlaces;
        last = other.last;
        pages = other.pages;
        shards = other.shards;
        replicas = other.replicas;
        ownership = other.ownership;
        states = other.states;
        size = other.size;
        live = other.live;
    }

    /** Bytes the table takes. */
    public long memoryBytes() {
        return labels.memoryBytes() + byKey.memoryBytes() + bySent.memoryBytes()
                + keys.length * (5L * 8 + 4 * 4 + 2 + 1 + 1);
    }
}
