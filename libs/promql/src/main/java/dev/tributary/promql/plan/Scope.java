package dev.tributary.promql.plan;

import dev.tributary.promql.function.Grid;

/**
 * Where in a query a node stands.
 *
 * @param grid         the instants it is evaluated at
 * @param totalsOnly   some function further out looks at nothing but count and sum of histograms
 * @param needsBuckets some part further out looks at buckets, or a subquery needs them to find counter resets
 */
record Scope(Grid grid, boolean totalsOnly, boolean needsBuckets) {
    static Scope of(Grid grid) {
        return new Scope(grid, false, false);
    }

    Scope at(Grid other) {
        return new Scope(other, totalsOnly, needsBuckets);
    }

    Scope withTotalsOnly() {
        return new Scope(grid, true, needsBuckets);
    }

    Scope withBuckets() {
        return new Scope(grid, totalsOnly, true);
    }

    /** True when the buckets of native histograms need not be looked at. */
    boolean withoutBuckets() {
        return totalsOnly && !needsBuckets;
    }
}
