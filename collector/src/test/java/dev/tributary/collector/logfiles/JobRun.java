package dev.tributary.collector.logfiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.collector.containers.PodLabels;
import dev.tributary.collector.files.PositionsFile;
import dev.tributary.collector.files.TailOptions;
import dev.tributary.collector.files.TailState;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.lines.LineFormat;
import dev.tributary.collector.lines.LineLimits;
import dev.tributary.collector.stages.StageSettings;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.testkit.InMemoryLogStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** A job that is driven by hand against a store in memory, and can be killed and started again at any point. */
final class JobRun implements AutoCloseable {
    final InMemoryLogStore store = new InMemoryLogStore();
    private final LogDiscovery discovery;
    private final List<StageSettings> stages;
    private final JobSettings settings;
    private final Path positions;
    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private LogFileMetrics metrics = new LogFileMetrics(new PrometheusRegistry());
    private FileJob job;

    JobRun(LogDiscovery discovery, JobSettings settings, List<StageSettings> stages, Path positions)
            throws IOException {
        this.discovery = discovery;
        this.settings = settings;
        this.stages = stages;
        this.positions = positions;
        job = open();
    }

    static JobSettings settings(LineFormat format, int batchBytes) {
        return new JobSettings(format, new LineLimits(4096, LineLimits.TooLong.CUT, "", Duration.ofSeconds(5)),
                new TailOptions(false, Duration.ofSeconds(2), Duration.ofSeconds(30)), Duration.ofMillis(1),
                Duration.ZERO, Duration.ofSeconds(3), 8, 100, batchBytes);
    }

    static LogDiscovery pods(Path root) {
        return new PodDiscovery(root, () -> PodLabels.NONE, List.of(), Map.of());
    }

    private FileJob open() throws IOException {
        metrics = new LogFileMetrics(new PrometheusRegistry());
        TargetRules rules = new TargetRules(Relabeling.NONE, List.of("pod_uid", "node_name", "restarts"),
                new Identity(new ClusterId("test"), Labels.EMPTY, Labels.EMPTY));
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochSecond(1_700_000_000L, now.get());
            }
        };
        return new FileJob("test", settings, new LogSource(discovery, rules, stages),
                new PositionsFile<>(positions, TailState.class, TailState::path),
                new FileJob.Surroundings(store, new WriterIdentity(new ClusterId("test"), false), metrics, clock,
                        now::get));
    }

    LogFileMetrics metrics() {
        return metrics;
    }

    /** One round, a second after the last one. */
    void turn() {
        now.addAndGet(1_000_000_000L);
        job.turnOnce();
    }

    /** How the job fares and what it has on disk, for messages of failures. */
    String status() throws IOException {
        return job.status("log_files") + " " + Files.readString(positions);
    }

    void turns(int count) {
        for (int i = 0; i < count; i++) {
            turn();
        }
    }

    /** Forgets all that is not on disk and starts again. */
    void kill() throws IOException {
        job.close();
        job = open();
    }

    /** The labels of all streams. */
    List<Labels> labels() {
        try (LogSelection selection = store.select(new LogQuery(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
            return selection.streams().stream().map(StoredStream::labels).toList();
        }
    }

    /** The lines of each stream in order of time, by the value of a label. */
    List<String> lines(String label, String value) {
        return entries(label, value).stream().map(LogEntry::line).toList();
    }

    List<LogEntry> entries(String label, String value) {
        List<LogEntry> entries = new ArrayList<>();
        try (LogSelection selection = store.select(new LogQuery(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
            for (StoredStream stream : selection.streams()) {
                if (stream.labels().get(label).equals(value)) {
                    try (EntryCursor cursor = stream.entries(LogDirection.FORWARD)) {
                        while (cursor.next()) {
                            entries.add(new LogEntry(cursor.timestampNanos(), cursor.line(), cursor.metadata()));
                        }
                    }
                }
            }
        }
        return entries;
    }

    @Override
    public void close() {
        job.close();
    }
}
