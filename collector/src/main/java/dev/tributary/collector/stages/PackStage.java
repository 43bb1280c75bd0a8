package dev.tributary.collector.stages;

import java.util.List;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Puts labels and line together into JSON, which LogQL's unpack takes apart. */
public record PackStage(@Doc("Labels, or extracted values, that move into the line.") List<String> labels,
        @Default("false") @Doc("Only false: a line read again would get another time.") boolean ingestTimestamp) {
    public PackStage {
        labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("labels names nothing to pack");
        }
        if (ingestTimestamp) {
            throw new IllegalArgumentException("ingest_timestamp can only be false: a line read again would get another"
                    + " time and be kept twice");
        }
    }
}
