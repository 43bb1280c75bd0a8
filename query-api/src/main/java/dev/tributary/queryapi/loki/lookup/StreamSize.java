package dev.tributary.queryapi.loki.lookup;

import dev.tributary.model.port.StreamStats;

/**
 * How much of a stream lies in a time range. The store knows blocks as wholes; of those at the edges of the range a share
 * is counted that is as large as the share of their time.
 *
 * @param entries lines
 * @param bytes   bytes of the lines
 * @param blocks  pieces they are stored in
 */
record StreamSize(long entries, long bytes, long blocks) {
    static StreamSize of(StreamStats stats, long startNanos, long endNanos) {
        double share = share(stats, startNanos, endNanos);
        return new StreamSize(Math.round(stats.entries() * share), Math.round(stats.bytes() * share), stats.blocks());
    }

    private static double share(StreamStats stats, long startNanos, long endNanos) {
        double span = (double) stats.lastNanos() - stats.firstNanos();
        if (span <= 0 || stats.firstNanos() >= startNanos && stats.lastNanos() < endNanos) {
            return 1;
        }
        double inside = (double) Math.min(stats.lastNanos(), endNanos)
                - Math.max(stats.firstNanos(), startNanos);
        return Math.clamp(inside / span, 0, 1);
    }
}
