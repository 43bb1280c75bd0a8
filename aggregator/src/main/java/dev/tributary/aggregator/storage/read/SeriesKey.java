package dev.tributary.aggregator.storage.read;

import dev.tributary.aggregator.storage.series.SeriesRecords;

/** Where the chunks of a series stand. */
record SeriesKey(int cluster, int metric, int id) {
    static SeriesKey of(SeriesRecords records, int ref) {
        return new SeriesKey(records.cluster(ref), records.metric(ref), records.id(ref));
    }
}
