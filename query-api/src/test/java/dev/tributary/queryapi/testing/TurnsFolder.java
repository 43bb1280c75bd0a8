package dev.tributary.queryapi.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import dev.tributary.queryapi.query.QueryLimits;
import dev.tributary.queryapi.query.ReadTurns;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The turns of reads in a folder of their own, which goes with them. */
final class TurnsFolder implements AutoCloseable {
    private final Path folder;
    private final ReadTurns turns;

    TurnsFolder(QueryLimits limits, PrometheusRegistry registry, Clock clock) {
        try {
            folder = Files.createTempDirectory("query-api");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        turns = new ReadTurns(limits, folder, registry, clock);
    }

    Path folder() {
        return folder;
    }

    ReadTurns turns() {
        return turns;
    }

    @Override
    public void close() {
        turns.close();
        try {
            Files.deleteIfExists(folder.resolve("queries.active"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
