package dev.tributary.queryapi.query;

/** Where the traces of queries go: the file of running ones, the log of slow ones, the metrics. */
public record QueryRecords(ActiveQueryLog active, SlowQueryLog slow, QueryMetrics metrics) {
}
