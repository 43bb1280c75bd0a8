package dev.tributary.collector.config;

import java.time.Duration;

import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;

/** How a job reads logs through the API. */
public record PodLogReadSettings(
        @Default("beginning") @Doc("Where to begin with containers that are there when the job first starts: beginning asks for all that the API still has of them, end only for what is written from then on. Containers that come up later are read from their beginning.") LogReadSettings.StartAt startAt,
        @Inline LineSizeSettings lineSize,
        @Default("500") @Doc("Containers that are followed at a time, each by a connection of its own; more wait until one ends, which the status tells.") int containersMax,
        @Default("20") @Doc("Most logs that are opened in a second.") int requestsPerSecond,
        @Default("10m") @Doc("A log that has said nothing for so long is opened anew: connections break unnoticed, and kubelets before 1.29 stop at a rotation.") Duration reopenSilent,
        @Default("2s") @Doc("How often is looked for containers that began or ended.") Duration refreshInterval,
        @Default("1s") @Doc("How often positions are written to disk. What was sent after that is sent again after a crash and kept once.") Duration positionsSync,
        @Default("2MiB") @Doc("Entries go to the spool in batches of about this size while there are so many.") ByteSize batchSize) {
    private static final long BATCH_MIN = 1024;
    private static final long BATCH_MAX = 64 << 20;

    public PodLogReadSettings {
        Durations.requirePositive("reopen_silent", reopenSilent);
        Durations.requirePositive("refresh_interval", refreshInterval);
        Durations.requirePositive("positions_sync", positionsSync);
        if (containersMax < 1) {
            throw new IllegalArgumentException("containers_max must be at least 1");
        }
        if (requestsPerSecond < 1) {
            throw new IllegalArgumentException("requests_per_second must be at least 1");
        }
        if (batchSize.bytes() < BATCH_MIN || batchSize.bytes() > BATCH_MAX) {
            throw new IllegalArgumentException("batch_size must be between 1KiB and 64MiB, is " + batchSize);
        }
    }
}
