package dev.tributary.collector.scrape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.tributary.collector.config.ScrapeSettings;
import dev.tributary.collector.federate.HandOver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * The scrape jobs of a collector. A job whose settings stay the same goes on undisturbed; one that changes hands its targets
 * over, so that only series it has no more end. Safe for several threads.
 */
public final class ScrapeJobs implements AutoCloseable {
    private record Running(ScrapeSettings settings, ScrapeJob.Surroundings around, ScrapeJob job,
            Future<String> deployment) {
        boolean isSame(ScrapeSettings others, ScrapeJob.Surroundings othersAround) {
            return settings.equals(others) && around.equals(othersAround);
        }
    }

    private final Vertx vertx;
    private final Supplier<HandOver> handOvers;
    /** Replaced as a whole: who only looks must not wait, it may be an event loop that a change needs. */
    private volatile Map<String, Running> jobs = Map.of();

    /** None yet. */
    public ScrapeJobs(Vertx vertx, Supplier<HandOver> handOvers) {
        this.vertx = vertx;
        this.handOvers = handOvers;
    }

    /** Makes these the jobs: ends those that are gone or changed, starts those that are new or changed. Blocks. */
    public synchronized void replace(List<ScrapeSettings> wanted, ScrapeJob.Surroundings around) {
        Map<String, Running> next = new LinkedHashMap<>();
        for (ScrapeSettings settings : wanted) {
            Running one = jobs.get(settings.jobName());
            if (one != null && one.isSame(settings, around)) {
                next.put(settings.jobName(), one);
            }
        }
        Set<String> names = wanted.stream().map(ScrapeSettings::jobName).collect(Collectors.toSet());
        Map<String, Running> stopped = new HashMap<>(jobs);
        stopped.keySet().removeAll(next.keySet());
        List<Future<?>> stops = new ArrayList<>();
        stopped.forEach((name, one) -> {
            if (!names.contains(name)) {
                one.job().endTargets();
            }
            stops.add(one.deployment().compose(vertx::undeploy));
        });
        Future.join(stops).await();
        Map<String, Running> running = new LinkedHashMap<>();
        for (ScrapeSettings settings : wanted) {
            Running same = next.get(settings.jobName());
            running.put(settings.jobName(),
                    same == null ? start(settings, around, stopped.get(settings.jobName())) : same);
        }
        jobs = running;
    }

    private Running start(ScrapeSettings settings, ScrapeJob.Surroundings around, @Nullable Running before) {
        ScrapeJob job = new ScrapeJob(vertx, settings, around, handOvers.get());
        if (before != null) {
            job.follow(before.job());
        }
        Future<String> deployment = vertx.deployVerticle(job);
        deployment.await();
        return new Running(settings, around, job, deployment);
    }

    /** How they fare. */
    public List<JobHealth> health() {
        return jobs.values().stream().map(one -> one.job().health()).toList();
    }

    /** Stops all of them; their targets live on. Blocks. */
    @Override
    public synchronized void close() {
        List<Future<?>> stopped = new ArrayList<>();
        jobs.values().forEach(one -> stopped.add(one.deployment().compose(vertx::undeploy)));
        Future.join(stopped).await();
        jobs = Map.of();
    }
}
