package dev.tributary.aggregator.ingest;

/** When a cluster was last heard of and how new its data was. Times are Unix milliseconds. Safe for several threads. */
public final class ClusterActivity {
    /** Stands for a time that is not known. */
    public static final long NEVER = Long.MIN_VALUE;

    private long newestSampleMillis = NEVER;
    private long receivedMillis = NEVER;
    private long lagMillis;

    /** Notes samples taken in: the newest of them and the time they came. */
    synchronized void received(long newestMillis, long nowMillis) {
        newestSampleMillis = Math.max(newestSampleMillis, newestMillis);
        receivedMillis = Math.max(receivedMillis, nowMillis);
        lagMillis = nowMillis - newestMillis;
    }

    /** Remembers from an earlier run of the hub; what this run has seen counts more. */
    synchronized void restore(long newestMillis, long earlierReceivedMillis) {
        if (receivedMillis == NEVER) {
            newestSampleMillis = newestMillis;
            receivedMillis = earlierReceivedMillis;
            lagMillis = earlierReceivedMillis - newestMillis;
        }
    }

    /** One consistent view. */
    public synchronized Snapshot snapshot() {
        return new Snapshot(newestSampleMillis, receivedMillis, lagMillis);
    }

    /**
     * What is known of a cluster.
     *
     * @param newestSampleMillis timestamp of its newest sample, or {@link #NEVER}
     * @param receivedMillis     when samples came last, or {@link #NEVER}
     * @param lagMillis          how old the newest sample of the last request was when it came
     */
    public record Snapshot(long newestSampleMillis, long receivedMillis, long lagMillis) {
        public boolean isKnown() {
            return receivedMillis != NEVER;
        }
    }
}
