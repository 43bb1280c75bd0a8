package dev.tributary.collector.heal;

import io.vertx.core.Future;

/** A way to read past samples from a Prometheus. On one event loop. */
public interface GapReader {
    /** The way in a word, for metrics. */
    String method();

    /**
     * Reads all samples of a window into the outflow, at the outflow's pace. Fails with
     * {@link dev.tributary.collector.upstream.UpstreamException}; what was read until then may have been sent.
     *
     * @param share what of it is taken
     * @return samples taken
     */
    Future<Long> read(Gap window, ReplicaShare share, Outflow outflow);

    /** The longest window that is read at once. */
    long windowMillisMax();
}
