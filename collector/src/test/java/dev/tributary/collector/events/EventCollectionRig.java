package dev.tributary.collector.events;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tributary.collector.config.EventsSettings;
import dev.tributary.collector.events.watch.WatchMetrics;
import dev.tributary.collector.events.watch.WatchTiming;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.kit.SampleLog;
import dev.tributary.collector.kit.StoredRecord;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.testkit.PassingLogBatch;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;

/** A collection of events in short times, with a store in memory that can fail before and after it has written. */
final class EventCollectionRig implements AutoCloseable {
    private static final WatchTiming QUICK = new WatchTiming(Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(5), Duration.ofMillis(5), Duration.ofMillis(100), 7);

    final InMemoryLogStore store = new InMemoryLogStore();
    final SampleLog samples = new SampleLog();
    /** So many of the next commits are stored and then reported as failed, as when the answer is lost. */
    final AtomicInteger lostAnswers = new AtomicInteger();

    /** So many of the next batches fail before they begin, by a defect. */
    final AtomicInteger defects = new AtomicInteger();

    private final Path directory;
    private final Config config;
    private PrometheusRegistry registry = new PrometheusRegistry();
    private @Nullable EventCollection running;

    EventCollectionRig(Path directory, String url) {
        this(directory, new ConfigBuilder(Config.empty()).withMasterUrl(url).build());
    }

    EventCollectionRig(Path directory, Config config) {
        this.directory = directory;
        this.config = config;
    }

    void start(String yaml) throws IOException {
        EventsSettings settings = ConfigFile.parse(yaml, "events", Path.of("/"), EventsSettings.class, _ -> null);
        registry = new PrometheusRegistry();
        Identity identity = new Identity(new ClusterId("east"), Labels.EMPTY, Labels.EMPTY);
        running = new EventCollection(settings, new KubernetesClientBuilder().withConfig(config).build(),
                new EventCollection.Surroundings(directory, identity, Duration.ofMillis(50), Duration.ofMillis(5),
                        new LosingWriter(), samples, new EventMetrics(registry), new WatchMetrics(registry), QUICK,
                        Clock.systemUTC()));
    }

    EventCollection running() {
        EventCollection now = running;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now;
    }

    void stop() throws IOException {
        EventCollection now = running;
        running = null;
        if (now != null) {
            now.close();
        }
    }

    List<StoredRecord> records() {
        return StoredRecord.of(store);
    }

    /** The value of one of the collection's own metrics, over all of its labels with this value. */
    double metric(String name, String labelValue) {
        return registry.scrape().stream().filter(one -> one.getMetadata().getName().equals(name))
                .flatMap(one -> one.getDataPoints().stream())
                .filter(point -> labelValue.isEmpty() || point.getLabels().stream()
                        .anyMatch(label -> label.getValue().equals(labelValue)))
                .mapToDouble(point -> switch (point) {
                    case io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot counter ->
                        counter
                                .getValue();
                    case io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot gauge -> gauge
                            .getValue();
                    default -> throw new AssertionError("no number: " + name);
                }).sum();
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    private final class LosingWriter implements LogWriter {
        @Override
        public LogBatch begin(WriterIdentity identity) {
            if (defects.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("a defect");
            }
            return new LosingBatch(store.begin(identity));
        }
    }

    private final class LosingBatch extends PassingLogBatch {
        LosingBatch(LogBatch batch) {
            super(batch);
        }

        @Override
        public CompletionStage<LogWriteReport> commit() {
            CompletionStage<LogWriteReport> report = super.commit();
            if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return CompletableFuture
                        .failedFuture(new WriteRefusedException("the answer got lost", Duration.ofMillis(1)));
            }
            return report;
        }
    }
}
