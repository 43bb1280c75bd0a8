package dev.tributary.wire.exposition;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A summary as targets expose it.
 *
 * @param quantiles the value of each quantile (0 to 1)
 */
public record ExposedSummary(SortedMap<Double, Double> quantiles, double count, double sum) {
    public ExposedSummary {
        quantiles = Collections.unmodifiableSortedMap(new TreeMap<>(quantiles));
    }
}
