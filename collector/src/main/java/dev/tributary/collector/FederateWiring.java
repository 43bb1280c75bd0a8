package dev.tributary.collector;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.config.FederateSettings;
import dev.tributary.collector.config.FederateTarget;
import dev.tributary.collector.federate.FederateSource;
import dev.tributary.collector.federate.HandOver;
import dev.tributary.collector.federate.PullMetrics;
import dev.tributary.collector.federate.TargetLoop;
import dev.tributary.collector.heal.GapHealer;
import dev.tributary.collector.heal.GapLedger;
import dev.tributary.collector.heal.HealMetrics;
import dev.tributary.collector.heal.HealTarget;
import dev.tributary.collector.page.BatchOutlet;
import dev.tributary.collector.page.SeriesRules;
import dev.tributary.collector.page.TargetOptions;
import dev.tributary.collector.page.TargetPipeline;
import dev.tributary.collector.upstream.UpstreamApi;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.http.HttpCaller;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** Puts together what pulls and heals the targets of federate_configs. Starts nothing. */
final class FederateWiring {
    private static final int PATH_HASH_DIGITS = 8;

    /** A window has more to select than a page. */
    private static final int HEAL_PATIENCE = 3;

    /** The longest wait before a gap is read: scrapes under way at its end are stored by then. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private final CollectorConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final PullMetrics pullMetrics;
    private final HealMetrics healMetrics;
    private final CounterDataPoint appendFailures;
    private final Outlet outlet;

    /** A target's loops: the second where its past can be read. */
    record Parts(TargetLoop loop, @Nullable GapHealer healer) {
    }

    FederateWiring(CollectorConfig config, Vertx vertx, Clock clock, PullMetrics pullMetrics, HealMetrics healMetrics,
            CounterDataPoint appendFailures, Outlet outlet) {
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
        this.pullMetrics = pullMetrics;
        this.healMetrics = healMetrics;
        this.appendFailures = appendFailures;
        this.outlet = outlet;
    }

    /** The parts of each target of a job, over the job's connections. */
    List<Parts> parts(FederateSettings job, HttpCaller caller) throws IOException {
        List<Parts> parts = new ArrayList<>();
        for (FederateTarget target : job.targets()) {
            parts.add(parts(job, target, caller));
        }
        return parts;
    }

    private Parts parts(FederateSettings job, FederateTarget target, HttpCaller caller) throws IOException {
        Relabeling relabeling = RelabelSettings.relabeling(job.metricRelabelConfigs());
        SeriesRules rules = new SeriesRules(target.labels(), job.honorLabels(), job.labelOfReplicas(), relabeling,
                job.limits(),
                config.identity());
        TargetPipeline pipeline = new TargetPipeline(rules, job.limits(),
                new TargetOptions(job.honorTimestamps(), job.seriesDropRatio()), clock);
        URI server = UpstreamApi.serverOf(target.page());
        // Samples that are given the time of the pull have no past
        boolean heals = server != null && job.heal().enabled() && job.honorTimestamps();
        Duration interval = job.intervalOr(config.global());
        GapLedger ledger = heals
                ? GapLedger.open(gapFile(job, target.page()), interval, job.heal().settings())
                : null;
        HandOver handOver = new HandOver(vertx, outlet, appendFailures);
        TargetLoop loop = new TargetLoop(source(job, target), pipeline, caller, handOver, pullMetrics, ledger, clock);
        if (server == null || ledger == null) {
            return new Parts(loop, null);
        }
        HealTarget past = HealTarget.of(job.jobName(), target.instance(), caller, servers(server, job),
                config.global().scrapeTimeout().multipliedBy(HEAL_PATIENCE), job.selectors(), rules,
                job.replicas().isEmpty() ? null : loop::owners);
        HandOver healed = new HandOver(vertx, outlet, appendFailures);
        return new Parts(loop, new GapHealer(past, ledger, healed, outlet::pendingSamples,
                job.heal().settings(), healMetrics, clock, Math.min(interval.toMillis(), SETTLE.toMillis())));
    }

    private static List<URI> servers(URI first, FederateSettings job) {
        List<URI> servers = new ArrayList<>();
        servers.add(first);
        job.furtherReplicas().stream().map(UpstreamApi::serverOf).filter(Objects::nonNull).forEach(servers::add);
        return servers;
    }

    /** Of replicas the job has one, whichever of them there are. */
    private Path gapFile(FederateSettings job, URI page) {
        String name = job.jobName().replaceAll("[^A-Za-z0-9._-]", "_");
        if (!job.replicas().isEmpty()) {
            return config.dataDir().resolve("gaps").resolve(name + "-replicas");
        }
        String hash = "%016x".formatted(page.toString().hashCode() * 0x9e3779b97f4a7c15L).substring(0,
                PATH_HASH_DIGITS);
        return config.dataDir().resolve("gaps").resolve(name + "-" + hash);
    }

    private FederateSource source(FederateSettings job, FederateTarget target) {
        return new FederateSource(job.jobName(), target.instance(), target.page(), job.selectors(), job.otherParams(),
                job.intervalOr(config.global()), job.timeoutOr(config.global()), job.enableCompression(), job.sizing(),
                job.shardConcurrency(), job.furtherReplicas());
    }

    /** Where batches go, and how much waits there. */
    interface Outlet extends BatchOutlet {
        /** Samples that wait at the destination which has the fewest. */
        long pendingSamples();
    }
}
