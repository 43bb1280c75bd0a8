package dev.tributary.collector.logfiles;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tributary.collector.config.ContainerLogSettings;
import dev.tributary.collector.config.LogFileSettings;
import dev.tributary.collector.config.LogReadSettings;
import dev.tributary.collector.config.LogStreamSettings;
import dev.tributary.collector.containers.PodLabels;
import dev.tributary.collector.containers.PodWatch;
import dev.tributary.collector.files.PositionsFile;
import dev.tributary.collector.files.TailOptions;
import dev.tributary.collector.files.TailState;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.kubernetes.KubernetesAccess;
import dev.tributary.collector.kubernetes.KubernetesRole;
import dev.tributary.collector.kubernetes.KubernetesSelector;
import dev.tributary.collector.lines.LineFormat;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.runtime.http.HttpClientSettings;

/** Makes jobs from their settings. */
final class JobFactory {
    private final Path directory;
    private final Function<String, LogWriter> writers;
    private final LogFileMetrics metrics;
    private final Clock clock;

    JobFactory(Path dataDirectory, Function<String, LogWriter> writers, LogFileMetrics metrics, Clock clock) {
        directory = dataDirectory;
        this.writers = writers;
        this.metrics = metrics;
        this.clock = clock;
    }

    FileJob files(LogFileSettings job, Identity identity) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("job", job.jobName());
        labels.putAll(job.labels());
        GlobDiscovery discovery = new GlobDiscovery(job.paths(), job.exclude(), Labels.copyOf(labels));
        return job("log_files", job.jobName(), settings(job.read(), job.formatInForce()),
                source(discovery, job.streams(), identity), identity);
    }

    FileJob containers(ContainerLogSettings job, Identity identity) {
        String node = job.nodeName();
        Supplier<PodLabels> pods = () -> job.podLabels()
                ? new PodWatch(KubernetesAccess.of(job.access().apiServer(), job.access().kubeconfigFile(),
                        HttpClientSettings.DEFAULT), job.access().namespaces(),
                        node == null ? null : new KubernetesSelector(KubernetesRole.POD, "", "spec.nodeName=" + node),
                        System::nanoTime)
                : PodLabels.NONE;
        PodDiscovery discovery = new PodDiscovery(job.path(), pods, job.access().namespaces(),
                node == null ? Map.of() : Map.of("node_name", node));
        return job("container_logs", job.jobName(), settings(job.read(), LineFormat.CRI),
                source(discovery, job.streams(), identity), identity);
    }

    private static LogSource source(LogDiscovery discovery, LogStreamSettings streams, Identity identity) {
        return new LogSource(discovery, TargetRules.of(streams, identity), streams.pipelineStages());
    }

    private static JobSettings settings(LogReadSettings read, LineFormat format) {
        return new JobSettings(format,
                read.lineSize().limits(read.partialLineWait()),
                new TailOptions(read.startAt() == LogReadSettings.StartAt.END, read.rotateWait(), read.closeIdle()),
                read.pollInterval(), read.refreshInterval(), read.positionsSync(), read.openFilesMax(),
                read.filesMax(), (int) read.batchSize().bytes());
    }

    private FileJob job(String kind, String name, JobSettings settings, LogSource source, Identity identity) {
        return new FileJob(name, settings, source,
                PositionsFile.of(directory, kind, name, TailState.class, TailState::path),
                new FileJob.Surroundings(writers.apply(kind), new WriterIdentity(identity.cluster(), false), metrics,
                        clock, System::nanoTime));
    }
}
