package dev.tributary.collector.podlogs;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.logfiles.LogFileMetrics;
import dev.tributary.collector.logfiles.LogJob;
import dev.tributary.collector.logfiles.LogJobStatus;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.StoredStream;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.testkit.PassingLogBatch;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import org.jspecify.annotations.Nullable;

/** A job of pod_logs in short times, with a store in memory that can refuse. */
final class PodLogRig implements AutoCloseable {
    private static final ContainerReader.Timing QUICK = new ContainerReader.Timing(Duration.ofMillis(10),
            Duration.ofMillis(100), Duration.ofMillis(200));

    final InMemoryLogStore store = new InMemoryLogStore();
    /** Entries that were handed over, those that the store knew among them. */
    final AtomicLong handedOver = new AtomicLong();
    volatile boolean refusing;
    private final Path directory;
    private final String url;
    private final String yaml;
    private PrometheusRegistry registry = new PrometheusRegistry();
    private @Nullable LogJob job;

    PodLogRig(Path directory, String url, String yaml) {
        this.directory = directory;
        this.url = url;
        this.yaml = yaml;
    }

    static CollectorConfig config(String podLogs) {
        return ConfigFile.parse("cluster: east\nloki_push: [{url: \"http://loki:3100/loki/api/v1/push\"}]\n" + podLogs,
                "collector.yml", Path.of("/"), CollectorConfig.class, _ -> null);
    }

    void start() {
        CollectorConfig config = config("""
                                        pod_logs:
                                        - job_name: pods
                                          api_server: %s
                                          refresh_interval: 20ms
                                          positions_sync: 20ms
                                          requests_per_second: 1000
                                        """.formatted(url) + yaml.indent(2));
        registry = new PrometheusRegistry();
        PodLogFactory factory = new PodLogFactory(directory, new CountingWriter(), new LogFileMetrics(registry),
                new PodLogMetrics(registry), Clock.systemUTC(), QUICK);
        LogJob started = factory.job(config.podLogs().getFirst(), config.identity());
        job = started;
        started.start();
    }

    void stop() {
        LogJob running = job;
        job = null;
        if (running != null) {
            running.close();
        }
    }

    LogJobStatus status() {
        LogJob running = job;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running.status("pod_logs");
    }

    /** The value of a counter of the job, over all of its labels with this value. */
    double metric(String name, String labelValue) {
        return registry.scrape().stream().filter(one -> one.getMetadata().getName().equals(name))
                .flatMap(one -> one.getDataPoints().stream())
                .filter(point -> labelValue.isEmpty() || point.getLabels().stream()
                        .anyMatch(label -> label.getValue().equals(labelValue)))
                .mapToDouble(point -> point instanceof CounterDataPointSnapshot counter
                        ? counter.getValue()
                        : ((GaugeDataPointSnapshot) point).getValue())
                .sum();
    }

    List<Labels> streams() {
        try (LogSelection found = store.select(new LogQuery(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
            return found.streams().stream().map(StoredStream::labels).toList();
        }
    }

    /** Of a pod, in order of time. */
    List<LogEntry> entries(String pod) {
        List<LogEntry> entries = new ArrayList<>();
        try (LogSelection found = store.select(new LogQuery(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
            for (StoredStream stream : found.streams()) {
                try (EntryCursor cursor = stream.entries(LogDirection.FORWARD)) {
                    while (stream.labels().get("pod").equals(pod) && cursor.next()) {
                        entries.add(new LogEntry(cursor.timestampNanos(), cursor.line(), cursor.metadata()));
                    }
                }
            }
        }
        return entries;
    }

    List<String> lines(String pod) {
        return entries(pod).stream().map(LogEntry::line).toList();
    }

    @Override
    public void close() {
        stop();
    }

    private final class CountingWriter implements LogWriter {
        @Override
        public LogBatch begin(WriterIdentity identity) {
            return new CountingBatch(store.begin(identity));
        }
    }

    private final class CountingBatch extends PassingLogBatch {
        private long entries;

        CountingBatch(LogBatch batch) {
            super(batch);
        }

        @Override
        public CompletionStage<LogWriteReport> commit() {
            if (refusing) {
                discard();
                return CompletableFuture
                        .failedFuture(new WriteRefusedException("the disk is full", Duration.ofMillis(5)));
            }
            handedOver.addAndGet(entries);
            return super.commit();
        }

        @Override
        public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
            entries++;
            super.entry(timestampNanos, bytes, offset, length, metadata);
        }
    }
}
