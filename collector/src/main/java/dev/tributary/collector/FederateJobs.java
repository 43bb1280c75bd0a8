package dev.tributary.collector;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
     * Makes the jobs of this configuration the jobs.
     *
     * @throws IOException when one cannot be started; then the former go on
     */
    synchronized void replace(CollectorConfig config) throws IOException {
        Map<String, Running> before = new LinkedHashMap<>(jobs);
        Map<String, Running> next = new LinkedHashMap<>();
        Map<String, Running> stopped = new HashMap<>();
        try {
            for (FederateSettings job : config.federateConfigs()) {
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
        } catch (IOException e) {
            restore(before, next, stopped);
            jobs = before;
            throw e;
        }
        jobs = next;
        endGone(before, next, stopped);
    }

    private static Map<URI, TargetLoop> followed(@Nullable Running former) {
        return former == null
                ? Map.of()
                : former.parts().stream().map(FederateWiring.Parts::loop)
                        .collect(Collectors.toMap(TargetLoop::page, loop -> loop, (one, _) -> one));
    }

    private void restore(Map<String, Running> before, Map<String, Running> next, Map<String, Running> stopped)
            throws IOException {
        for (Running started : next.values()) {
            if (!before.containsValue(started)) {
                stop(started);
            }
        }
        for (Map.Entry<String, Running> one : stopped.entrySet()) {
            Running former = one.getValue();
            before.put(one.getKey(), start(former.terms().settings(), former.config(), followed(former)));
        }
    }

    /** Jobs that are no more, and servers that changed jobs have no more: their series end. */
    private void endGone(Map<String, Running> before, Map<String, Running> next, Map<String, Running> stopped) {
        before.forEach((name, former) -> {
            if (!next.containsKey(name)) {
                stop(former);
                stopped.put(name, former);
            }
        });
        stopped.forEach((name, former) -> {
            Running now = next.get(name);
            Set<URI> pages = now == null
                    ? Set.of()
                    : now.parts().stream().map(part -> part.loop().page()).collect(Collectors.toSet());
            for (FederateWiring.Parts part : former.parts()) {
                if (!pages.contains(part.loop().page())) {
                    endings.get().write(part.loop().endTarget()).await();
                }
            }
        });
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
            TargetLoop former = followed.get(part.loop().page());
            if (former != null) {
                part.loop().follow(former);
            }
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
