package dev.tributary.collector.logs;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;

/** The counters of one source. */
record LogCounts(CounterDataPoint lines, CounterDataPoint bytes, CounterDataPoint refused, CounterDataPoint cut,
        CounterDataPoint renamed) {
}
