package dev.tributary.aggregator.storage.read;

import java.util.Arrays;
import java.util.List;

import dev.tributary.aggregator.storage.series.ClusterSeries;

/**
 * The order in which series stand in the store. Chunks read in it are mostly found by a step instead of a search. Series are
 * noted as they are found: cluster by cluster, by rising id.
 */
final class ReadingOrder {
    private static final int FOUND_BITS = 27;
    private static final int METRIC_BITS = 24;
    private static final int CLUSTER_BITS = 12;

    /** Cluster, metric and number in the order of finding, the first in the upper bits. */
    private long[] keys = new long[64];
    private int size;
    private boolean exceeded;

    /** Notes the next series and gives its number. */
    int add(ClusterSeries cluster, int metric) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        exceeded |= cluster.number() >>> CLUSTER_BITS != 0 || metric >>> METRIC_BITS != 0 || size >>> FOUND_BITS != 0;
        keys[size] = ((long) cluster.number() << METRIC_BITS | metric) << FOUND_BITS | size;
        return size++;
    }

    /** Positions in a list of all noted series, in their order in the store; empty when there are too many of something. */
    int[] of(List<FoundSeries> series) {
        if (exceeded || series.size() != size) {
            return new int[0];
        }
        int[] positions = new int[size];
        for (int i = 0; i < size; i++) {
            positions[series.get(i).number()] = i;
        }
        Arrays.sort(keys, 0, size);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = positions[(int) keys[i] & (1 << FOUND_BITS) - 1];
        }
        return order;
    }
}
