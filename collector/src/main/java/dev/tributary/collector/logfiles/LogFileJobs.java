package dev.tributary.collector.logfiles;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.config.ContainerLogSettings;
import dev.tributary.collector.config.LogFileSettings;
import dev.tributary.collector.config.PodLogSettings;
import dev.tributary.collector.identity.Identity;
import dev.tributary.model.port.LogWriter;

/**
 * The jobs that read logs. One whose settings stay the same is not disturbed when they are replaced; one that changes goes
 * on where it was. Safe for several threads; blocks.
 */
public final class LogFileJobs implements AutoCloseable {
    private static final String CONTAINERS = "container_logs";
    private static final String FILES = "log_files";
    private static final String PODS = "pod_logs";

    /** What a job is known by: its list in the configuration and its name. */
    private record Name(String kind, String job) {
    }

    private record Running(Object settings, Identity identity, LogJob job) {
        boolean is(Object others, Identity othersIdentity) {
            return settings.equals(others) && identity.equals(othersIdentity);
        }
    }

    private final JobFactory factory;
    private final BiFunction<PodLogSettings, Identity, LogJob> podLogs;
    private final Map<Name, Running> running = new LinkedHashMap<>();
    /** Apart, so that nobody who only looks waits for a job to end: it may be an event loop. */
    private volatile Map<Name, Running> shown = Map.of();

    /**
     * @param writers gives the writer of a job
     * @param podLogs makes a job that reads through the API
     */
    public LogFileJobs(Path dataDirectory, Function<String, LogWriter> writers, LogFileMetrics metrics, Clock clock,
            BiFunction<PodLogSettings, Identity, LogJob> podLogs) {
        factory = new JobFactory(dataDirectory, writers, metrics, clock);
        this.podLogs = podLogs;
    }

    /** Makes its jobs the jobs. What a job cannot open or read shows in its status, and is tried again. */
    public synchronized void replace(CollectorConfig config) {
        Identity identity = config.identity();
        Map<Name, Object> wanted = new LinkedHashMap<>();
        config.containerLogs().forEach(job -> wanted.put(new Name(CONTAINERS, job.jobName()), job));
        config.logFiles().forEach(job -> wanted.put(new Name(FILES, job.jobName()), job));
        config.podLogs().forEach(job -> wanted.put(new Name(PODS, job.jobName()), job));
        for (Map.Entry<Name, Running> one : List.copyOf(running.entrySet())) {
            if (!one.getValue().is(wanted.getOrDefault(one.getKey(), ""), identity)) {
                one.getValue().job().close();
                running.remove(one.getKey());
            }
        }
        for (Map.Entry<Name, Object> one : wanted.entrySet()) {
            if (!running.containsKey(one.getKey())) {
                LogJob job = start(one.getValue(), identity);
                running.put(one.getKey(), new Running(one.getValue(), identity, job));
            }
        }
        shown = new LinkedHashMap<>(running);
    }

    private LogJob start(Object settings, Identity identity) {
        LogJob job = switch (settings) {
            case ContainerLogSettings containers -> factory.containers(containers, identity);
            case LogFileSettings files -> factory.files(files, identity);
            case PodLogSettings pods -> podLogs.apply(pods, identity);
            default -> throw new IllegalStateException("no job of " + settings.getClass());
        };
        job.start();
        return job;
    }

    /** How the jobs fare. */
    public List<LogJobStatus> status() {
        List<LogJobStatus> all = new ArrayList<>();
        shown.forEach((name, one) -> all.add(one.job().status(name.kind())));
        return all;
    }

    /** Finishes what is in hand and writes the positions. */
    @Override
    public synchronized void close() {
        running.values().forEach(one -> one.job().close());
        running.clear();
        shown = Map.of();
    }
}
