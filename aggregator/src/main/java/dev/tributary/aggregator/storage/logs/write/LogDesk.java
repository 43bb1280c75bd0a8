package dev.tributary.aggregator.storage.logs.write;

import java.time.InstantSource;

import dev.tributary.aggregator.storage.logs.settings.LogOptions;
import dev.tributary.aggregator.storage.series.SeriesCatalog;

/** What a batch needs of its store. */
public record LogDesk(SeriesCatalog catalog, LogOptions options, InstantSource clock, LogAppender appender,
        LogWriteCounts counts) {
}
