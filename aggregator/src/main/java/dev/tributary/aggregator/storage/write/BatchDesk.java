package dev.tributary.aggregator.storage.write;

import java.time.InstantSource;

import dev.tributary.aggregator.storage.head.HeadAppender;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.aggregator.storage.side.ExemplarStore;
import dev.tributary.aggregator.storage.side.MetadataStore;

/** What a batch needs of its store. */
public record BatchDesk(SeriesCatalog catalog, StorageOptions options, InstantSource clock, HeadAppender appender,
        MetadataStore metadata, ExemplarStore exemplars) {
}
