package dev.tributary.collector.series;

import dev.tributary.model.LabelSlices;

/** Which replica each series comes from and since when, as it was at one moment. Immutable; a lookup at a time. */
public final class Owners {
    private final long[] keys;
    private final byte[] replicas;
    private final long[] fromMillis;
    private final double[] fromValues;
    private final HashIndex index;
    private final int[] series = new int[Byte.MAX_VALUE + 1];
    private final int standard;
    private final LabelHash hash = new LabelHash();

    /** @param standard the replica that counts as serving most while none serves anything */
    Owners(int count, int standard) {
        keys = new long[count];
        replicas = new byte[count];
        fromMillis = new long[count];
        fromValues = new double[count];
        index = new HashIndex(count);
        this.standard = standard;
    }

    void put(int at, long key, byte replica, long from, double value) {
        keys[at] = key;
        replicas[at] = replica;
        fromMillis[at] = from;
        fromValues[at] = value;
        index.add(at, keys);
        series[replica]++;
    }

    /** The place of a series by the labels it is sent with, -1 for one that no page has had. */
    public int find(LabelSlices sent) {
        hash.compute(sent);
        for (int slot = index.first(hash.key());; slot = index.next(slot)) {
            int at = index.row(slot);
            if (at < 0 || keys[at] == hash.key()) {
                return at;
            }
        }
    }

    public int replica(int at) {
        return replicas[at];
    }

    /** Samples of the replica up to here are none of the series': another replica served it. */
    public long fromMillis(int at) {
        return fromMillis[at];
    }

    /** The value the series had there, NaN when not known. */
    public double fromValue(int at) {
        return fromValues[at];
    }

    /** True when some series come from the replica. */
    public boolean serves(int replica) {
        return series[replica] > 0;
    }

    /** The replica that most series come from. */
    public int mostServing() {
        int most = standard;
        for (int replica = 0; replica < series.length; replica++) {
            most = series[replica] > series[most] ? replica : most;
        }
        return most;
    }
}
