package dev.tributary.collector.series;

import java.util.Arrays;

import dev.tributary.model.LabelSlices;

/**
 * The columns of a series table: what is known of each row. Rows are only added; room is given back by copying those that are
 * kept to other columns. One thread.
 */
final class SeriesRows {
    private static final int CAPACITY_MIN = 64;

    final LabelStore labels = new LabelStore();
    final LastSamples last;
    /** From when on rows of replicas send. */
    final Ownership ownership = new Ownership();
    /** Hashes of the labels as the page writes them, salted by the replica. */
    long[] keys;
    /** The rest of these hashes, which confirms what the key finds. */
    int[] checks;
    /** Hashes of the labels as they are sent. */
    long[] sentKeys;
    int[] labelPlaces;
    /** The page each row was last seen in. */
    int[] pages;
    short[] shards;
    /** Which of several replicas of one Prometheus a row is of. */
    byte[] replicas;
    /** Codes of {@link SeriesState}. */
    byte[] states;
    int size;
    private final LabelSlices scratch = new LabelSlices();

    SeriesRows(int rows) {
        int capacity = Math.max(CAPACITY_MIN, rows);
        keys = new long[capacity];
        checks = new int[capacity];
        sentKeys = new long[capacity];
        labelPlaces = new int[capacity];
        last = new LastSamples(capacity);
        pages = new int[capacity];
        shards = new short[capacity];
        replicas = new byte[capacity];
        states = new byte[capacity];
    }

    /** Adds a row of which nothing was sent. */
    int add(long key, int check) {
        if (size == keys.length) {
            grow(size + Math.max(CAPACITY_MIN, size >> 2));
        }
        int row = size++;
        keys[row] = key;
        checks[row] = check;
        last.unsent(row);
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

    /** Adds a copy of a row of other columns. */
    void addCopy(SeriesRows from, int old) {
        int row = add(from.keys[old], from.checks[old]);
        last.copy(row, from.last, old);
        pages[row] = from.pages[old];
        shards[row] = from.shards[old];
        replicas[row] = from.replicas[old];
        states[row] = from.states[old];
        if (!from.is(old, SeriesState.DROPPED)) {
            ownership.copy(row, from.ownership, old);
            from.read(old, scratch);
            labelPlaces[row] = labels.add(scratch);
            sentKeys[row] = from.sentKeys[old];
        }
    }

    boolean is(int row, SeriesState state) {
        return states[row] == state.code();
    }

    void state(int row, SeriesState state) {
        states[row] = state.code();
    }

    /** The labels a row is sent with. Not for dropped rows. */
    void read(int row, LabelSlices into) {
        labels.read(labelPlaces[row], into);
    }

    /** Bytes the columns take. */
    long memoryBytes() {
        return labels.memoryBytes() + keys.length * (5L * 8 + 4 * 4 + 2 + 1 + 1);
    }
}
