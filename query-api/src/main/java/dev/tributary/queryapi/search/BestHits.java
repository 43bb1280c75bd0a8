package dev.tributary.queryapi.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the first few hits of an order, however many there are. */
final class BestHits {
    private final int max;
    private final Comparator<Hit> order;
    private final PriorityQueue<Hit> kept;
    private boolean more;

    BestHits(int max, Comparator<Hit> order) {
        this.max = max;
        this.order = order;
        this.kept = new PriorityQueue<>(order.reversed());
    }

    void add(Hit hit) {
        kept.add(hit);
        if (kept.size() > max) {
            kept.remove();
            more = true;
        }
    }

    /** True when hits were left out. */
    boolean more() {
        return more;
    }

    List<Hit> inOrder() {
        List<Hit> all = new ArrayList<>(kept);
        all.sort(order);
        return all;
    }
}
