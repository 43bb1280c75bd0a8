package dev.tributary.collector.podlogs;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;

import dev.tributary.collector.apiserver.ApiRequests;
import dev.tributary.collector.config.LogReadSettings;
import dev.tributary.collector.config.PodLogReadSettings;
import dev.tributary.collector.config.PodLogSettings;
import dev.tributary.collector.containers.PodWatch;
import dev.tributary.collector.files.PositionsFile;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.kubernetes.KubernetesAccess;
import dev.tributary.collector.kubernetes.KubernetesRole;
import dev.tributary.collector.kubernetes.KubernetesSelector;
import dev.tributary.collector.lines.EntryClock;
import dev.tributary.collector.lines.LineDecoder;
import dev.tributary.collector.lines.LineFormat;
import dev.tributary.collector.lines.LineLimits;
import dev.tributary.collector.lines.LineStream;
import dev.tributary.collector.logfiles.JobEvents;
import dev.tributary.collector.logfiles.JobOutlet;
import dev.tributary.collector.logfiles.LogFileMetrics;
import dev.tributary.collector.logfiles.LogJob;
import dev.tributary.collector.logfiles.TargetRules;
import dev.tributary.collector.pipeline.PipelinePlan;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriterIdentity;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/** Makes jobs of {@code pod_logs} from their settings. */
public final class PodLogFactory {
    private final Path directory;
    private final LogWriter writer;
    private final LogFileMetrics metrics;
    private final PodLogMetrics podMetrics;
    private final Clock clock;
    private final ContainerReader.Timing timing;

    public PodLogFactory(Path dataDirectory, LogWriter writer, LogFileMetrics metrics, PodLogMetrics podMetrics,
            Clock clock) {
        this(dataDirectory, writer, metrics, podMetrics, clock, ContainerReader.Timing.DEFAULT);
    }

    PodLogFactory(Path dataDirectory, LogWriter writer, LogFileMetrics metrics, PodLogMetrics podMetrics, Clock clock,
            ContainerReader.Timing timing) {
        directory = dataDirectory;
        this.writer = writer;
        this.metrics = metrics;
        this.podMetrics = podMetrics;
        this.clock = clock;
        this.timing = timing;
    }

    /** A job that is not started yet. The API is asked for nothing before that. */
    public LogJob job(PodLogSettings job, Identity identity) {
        PodLogReadSettings read = job.read();
        LineLimits limits = read.lineSize().limits(Duration.ZERO);
        JobEvents events = new JobEvents(job.jobName(), metrics);
        ReaderEvents readers = new ReaderEvents(job.jobName(), podMetrics, events);
        HeldEntries entries = new HeldEntries(limits.bytesMax());
        PositionsFile<ContainerPosition> positions = PositionsFile.of(directory, "pod_logs", job.jobName(),
                ContainerPosition.class, ContainerPosition::log);
        TargetRules rules = TargetRules.of(job.streams(), identity);
        FollowedContainers containers = new FollowedContainers(
                new FollowedContainers.Settings(read.containersMax(), read.reopenSilent(), startNanos(read, positions)),
                found -> rules.apply(found).isPresent(), decoders(job, rules, limits, events, entries));
        return new PodLogJob(job.jobName(),
                new PodLogJob.Settings(read.refreshInterval(), read.positionsSync(), read.batchSize().bytes()),
                new PodLogJob.Parts(told -> open(job, told, readers, limits), containers, entries, positions,
                        new JobOutlet(writer, new WriterIdentity(identity.cluster(), false), events), events, readers,
                        metrics));
    }

    private @Nullable Long startNanos(PodLogReadSettings read, PositionsFile<ContainerPosition> positions) {
        if (read.startAt() != LogReadSettings.StartAt.END || positions.exists()) {
            return null;
        }
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private FollowedContainer.Decoders decoders(PodLogSettings job, TargetRules rules, LineLimits limits,
            JobEvents events, HeldEntries entries) {
        PipelinePlan pipeline = PipelinePlan.of(job.streams().pipelineStages(),
                new PipelinePlan.Surroundings(events, clock, System::nanoTime));
        return (found, times) -> {
            TargetRules.LogLabels labels = rules.apply(found).orElse(null);
            return labels == null ? null : decoder(labels, times, pipeline, limits, events, entries);
        };
    }

    private LineDecoder decoder(TargetRules.LogLabels labels, EntryClock times, PipelinePlan pipeline,
            LineLimits limits, JobEvents events, HeldEntries entries) {
        return new LineDecoder(LineFormat.TIMESTAMPED,
                mark -> new LineStream(limits, events, labels.stream(), labels.metadata(),
                        pipeline.open(entry -> entries.add(entry, times), times::lastTime), times, mark),
                events, clock);
    }

    private PodLogApi open(PodLogSettings job, BlockingQueue<Delivery> told, ReaderEvents readers,
            LineLimits limits) {
        KubernetesSelector selector = new KubernetesSelector(KubernetesRole.POD, job.labelSelector(),
                job.fieldSelector());
        List<String> namespaces = job.access().namespaces();
        KubernetesClient watching = KubernetesAccess.of(job.access().apiServer(), job.access().kubeconfigFile(),
                job.httpClient());
        ApiRequests requests = new ApiRequests(KubernetesAccess.streaming(job.access().apiServer(),
                job.access().kubeconfigFile(), job.httpClient()));
        return new PodLogApi(new PodWatch(watching, namespaces, selector, System::nanoTime),
                new ContainerReader.Around(requests, told,
                        new OpeningPace(job.read().requestsPerSecond(), System::nanoTime), readers,
                        timing, limits.bytesMax()));
    }
}
