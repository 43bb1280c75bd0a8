package dev.tributary.collector.heal;

import dev.tributary.collector.series.CounterNames;
import dev.tributary.collector.series.Owners;
import dev.tributary.collector.series.SeriesTable;
import dev.tributary.model.LabelSlices;
import org.jspecify.annotations.Nullable;

/**
 * Which of a server's past samples are the job's: all, or of one of several replicas those of the series it serves, since it
 * serves them. One series after the other; one thread.
 */
public final class ReplicaShare {
    private final @Nullable Owners owners;
    private final int replica;
    private long fromMillis = SeriesTable.UNSENT;
    private double fromValue = Double.NaN;
    private boolean mayStepBack = true;

    private ReplicaShare(@Nullable Owners owners, int replica) {
        this.owners = owners;
        this.replica = replica;
    }

    static ReplicaShare all() {
        return new ReplicaShare(null, 0);
    }

    static ReplicaShare of(Owners owners, int replica) {
        return new ReplicaShare(owners, replica);
    }

    /** Whether anything of a series, by the labels it is sent with, is taken from the server. */
    boolean begins(LabelSlices sent, Gap window) {
        Owners known = owners;
        if (known == null) {
            return true;
        }
        int at = known.find(sent);
        fromMillis = at < 0 ? SeriesTable.UNSENT : known.fromMillis(at);
        fromValue = at < 0 ? Double.NaN : known.fromValue(at);
        if (window.toMillis() <= fromMillis) {
            // The replica that served then may have nothing of it; better twice from different replicas than lost
            fromMillis = SeriesTable.UNSENT;
        }
        mayStepBack = window.fromMillis() > fromMillis || Double.isNaN(fromValue) || !CounterNames.isCounter(sent);
        return replica == (at < 0 ? known.mostServing() : known.replica(at));
    }

    /** Whether a time of the series is the server's share. */
    boolean holds(long timestampMillis) {
        return timestampMillis > fromMillis;
    }

    /** As on pages, the first value that would step a counter back is left out. */
    boolean mayFollow(double value) {
        boolean stepsBack = !mayStepBack && value < fromValue;
        mayStepBack = true;
        return !stepsBack;
    }
}
