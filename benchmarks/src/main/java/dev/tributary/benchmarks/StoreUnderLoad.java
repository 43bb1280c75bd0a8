package dev.tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.model.port.WriterIdentity;

/** A metric store in a folder of its own, removed at the end. */
final class StoreUnderLoad implements AutoCloseable {
    static final WriterIdentity WRITER = new WriterIdentity(new ClusterId("eu-west"), false);

    final MetricStore store;
    private final Path folder;

    StoreUnderLoad() throws IOException {
        folder = Files.createTempDirectory("tributary-benchmark");
        StorageOptions options = StorageOptions.of(folder).withFlush(Duration.ofHours(2), 5_000_000);
        store = new MetricStore(options, InstantSource.system(), new Random(7));
        store.start();
    }

    @Override
    public void close() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
