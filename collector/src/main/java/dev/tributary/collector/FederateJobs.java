package dev.tributary.collector;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.config.FederateSettings;
import dev.tributary.collector.config.GlobalSettings;
import dev.tributary.collector.federate.HandOver;
import dev.tributary.collector.federate.TargetLoop;
import dev.tributary.collector.federate.TargetStatus;
import dev.tributary.collector.heal.GapHealer;
import dev.tributary.collector.heal.HealStatus;
import dev.tributary.collector.identity.Identity;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of federate_configs. One whose settings stay the same goes on undisturbed; one that changes hands its targets
 * over, so that only series it has no more end. Safe for several threads; blocks.
 */
final class FederateJobs implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Questions about sizes, metadata and gaps. */
    private static final int CONNECTIONS_BESIDE_SHARDS = 3;

    /** Everything of the configuration that the pulls of a job depend on. */
    private record Terms(FederateSettings settings, GlobalSettings global, Identity identity) {
        static Terms of(FederateSettings job, CollectorConfig config) {
            return new Terms(job, config.global(), config.identity());
        }
    }

    private record Running(Terms terms, CollectorConfig config, HttpCaller caller, List<FederateWiring.Parts> parts,
            List<String> deployments) {
    }

    private final Vertx vertx;
    private final Function<CollectorConfig, FederateWiring> wirings;
    private final Supplier<HandOver> endings;
    /** Replaced as a whole: who only looks must not wait, it may be an event loop that a change needs. */
    private volatile Map<String, Running> jobs = Map.of();

    /** None yet; with the way that the markers of jobs go which are no more. */
    FederateJobs(Vertx vertx, Function<CollectorConfig, FederateWiring> wirings, Supplier<HandOver> endings) {
        this.vertx = vertx;
        this.wirings = wirings;
        this.endings = endings;
    }

    /**
     * Makes the jobs of this configuration the jobs, but for the ends of what it has no more: until the switch is complete or
     * taken back, jobs that are to go pull on.
     *
     * @throws IOException when one cannot be started; then the former go on
     */
    synchronized Switch begin(CollectorConfig config) throws IOException {
        Switch change = new Switch(jobs);
        try {
            for (FederateSettings job : config.federateConfigs()) {
                change.take(job, config);
            }
        } catch (IOException | RuntimeException e) {
            change.takeBack();
            throw e;
        }
        Map<String, Running> shown = new LinkedHashMap<>(change.next);
        change.before.forEach(shown::putIfAbsent);
        jobs = shown;
        return change;
    }

    /** From the jobs of one configuration to those of another. */
    final class Switch {
        private final Map<String, Running> before;
        private final Map<String, Running> next = new LinkedHashMap<>();
        private final Map<String, Running> stopped = new HashMap<>();

        private Switch(Map<String, Running> before) {
            this.before = new LinkedHashMap<>(before);
        }

        private void take(FederateSettings job, CollectorConfig config) throws IOException {
            Running former = before.get(job.jobName());
            if (former != null && !former.terms().equals(Terms.of(job, config))) {
                stop(former);
                stopped.put(job.jobName(), former);
                former = null;
            }
            next.put(job.jobName(), former == null
                    ? start(job, config, followed(stopped.get(job.jobName())))
                    : former);
        }

        /** Ends jobs that are no more, and servers that changed jobs have no more: their series end. */
        void complete() {
            synchronized (FederateJobs.this) {
                before.forEach((name, former) -> {
                    if (!next.containsKey(name)) {
                        stop(former);
                        stopped.put(name, former);
                    }
                });
                jobs = next;
                stopped.forEach((name, former) -> endGone(former, next.get(name)));
            }
        }

        /** Makes the former jobs the jobs again; the series that only the later ones had end. */
        void takeBack() throws IOException {
            synchronized (FederateJobs.this) {
                for (Running started : next.values()) {
                    if (!before.containsValue(started)) {
                        stop(started);
                    }
                }
                for (Map.Entry<String, Running> one : stopped.entrySet()) {
                    Running former = one.getValue();
                    Running later = next.get(one.getKey());
                    before.put(one.getKey(), start(former.terms().settings(), former.config(),
                            followed(former, later)));
                }
                jobs = before;
                next.forEach((name, later) -> {
                    if (!before.containsValue(later)) {
                        endGone(later, before.get(name));
                    }
                });
            }
        }
    }

    /** Ends the targets of a stopped job that the job in its place does not have. */
    private void endGone(Running gone, @Nullable Running now) {
        Set<URI> pages = pages(now);
        for (FederateWiring.Parts part : gone.parts()) {
            if (Collections.disjoint(part.loop().pages(), pages)) {
                endings.get().write(part.loop().endTarget()).await();
            }
        }
    }

    /** The loops of stopped jobs by their pages; of several for a page the last. */
    private static Map<URI, TargetLoop> followed(@Nullable Running... formers) {
        Map<URI, TargetLoop> loops = new HashMap<>();
        for (Running former : formers) {
            if (former != null) {
                former.parts().forEach(part -> part.loop().pages().forEach(page -> loops.put(page, part.loop())));
            }
        }
        return loops;
    }

    private static Set<URI> pages(@Nullable Running job) {
        return followed(job).keySet();
    }

    private Running start(FederateSettings job, CollectorConfig config, Map<URI, TargetLoop> followed)
            throws IOException {
        HttpCaller caller = new HttpCaller(vertx, job.httpClient(), CONNECT_TIMEOUT,
                job.shardConcurrency() + CONNECTIONS_BESIDE_SHARDS, false);
        List<FederateWiring.Parts> parts;
        try {
            parts = wirings.apply(config).parts(job, caller);
        } catch (IOException e) {
            caller.close().await();
            throw e;
        }
        List<String> deployments = new ArrayList<>();
        for (FederateWiring.Parts part : parts) {
            part.loop().pages().stream().map(followed::get).filter(Objects::nonNull).findFirst()
                    .ifPresent(part.loop()::follow);
            deployments.add(deploy(part.loop()));
            GapHealer healer = part.healer();
            if (healer != null) {
                deployments.add(deploy(healer));
            }
        }
        return new Running(Terms.of(job, config), config, caller, parts, deployments);
    }

    private String deploy(VerticleBase loop) {
        return vertx.deployVerticle(loop).await();
    }

    private void stop(Running job) {
        List<Future<?>> stops = new ArrayList<>();
        job.deployments().forEach(id -> stops.add(vertx.undeploy(id)));
        Future.join(stops).await();
        job.caller().close().await();
    }

    /** How the targets fare. */
    List<TargetStatus> targets() {
        return jobs.values().stream().flatMap(job -> job.parts().stream()).map(part -> part.loop().status()).toList();
    }

    /** How the reading of missed windows fares. */
    List<HealStatus> healing() {
        List<HealStatus> all = new ArrayList<>();
        jobs.values().forEach(job -> job.parts().forEach(part -> {
            GapHealer healer = part.healer();
            if (healer != null) {
                all.add(healer.status());
            }
        }));
        return all;
    }

    /** Stops all of them; their targets live on. */
    @Override
    public synchronized void close() {
        jobs.values().forEach(this::stop);
        jobs = Map.of();
    }
}
