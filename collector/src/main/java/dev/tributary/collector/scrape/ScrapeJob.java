package dev.tributary.collector.scrape;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.tributary.collector.config.GlobalSettings;
import dev.tributary.collector.config.ScrapeSettings;
import dev.tributary.collector.federate.HandOver;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.kubernetes.KubernetesSources;
import dev.tributary.collector.page.SeriesRules;
import dev.tributary.collector.page.TargetPipeline;
import dev.tributary.model.Labels;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job of scrape_configs: follows what discovery finds and has a loop for each target. A target that goes has its series
 * marked as ended; when the job itself stops they are left as they are. Deployed as a verticle: one event loop owns
 * everything here.
 */
public final class ScrapeJob extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeJob.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** One for the scrape, one more while an old connection is closing. */
    private static final int CONNECTIONS_PER_TARGET = 2;

    /** What all scrape jobs of a collector share. */
    public record Surroundings(GlobalSettings global, Identity identity, KubernetesSources kubernetes,
            ScrapeMetrics metrics, Clock clock) {
    }

    private record Running(ScrapeLoop loop, Future<String> deployment) {
    }

    private final ScrapeSettings settings;
    private final Surroundings around;
    private final HandOver handOver;
    private final TargetRules rules;
    private final Relabeling metricRelabeling;
    private final HttpCaller caller;
    private final TargetSources sources;
    private final BatchJoin outlet;
    /** Loops deployed from a verticle's own context would be stopped with it, before it can say how. */
    private final Context outside;
    private final Map<ScrapeTarget, Running> running = new ConcurrentHashMap<>();
    private volatile TargetList list = TargetList.EMPTY;
    private final Map<URI, ScrapeLoop> predecessors = new HashMap<>();
    private final List<ScrapeLoop> stoppedLoops = new ArrayList<>();
    private volatile boolean ends;
    private volatile boolean ready;
    private volatile Future<Void> sync = Future.succeededFuture();
    private String problem = "";
    private boolean syncAgain;
    private boolean stopped;

    /** A job that does nothing until it is deployed. Not to be made on a verticle's thread. */
    public ScrapeJob(Vertx vertx, ScrapeSettings settings, Surroundings around, HandOver handOver) {
        this.settings = settings;
        this.around = around;
        this.handOver = handOver;
        rules = new TargetRules(settings, around.global());
        metricRelabeling = RelabelSettings.relabeling(settings.metricRelabelConfigs());
        caller = new HttpCaller(vertx, settings.httpClient(), CONNECT_TIMEOUT, CONNECTIONS_PER_TARGET, false);
        sources = new TargetSources(vertx, settings.discovery(), around.kubernetes());
        outside = vertx.getOrCreateContext();
        outlet = new BatchJoin(vertx, handOver, around.clock());
    }

    @Override
    public Future<?> start() {
        around.metrics().announce(settings.jobName());
        sources.start(() -> context.runOnContext(_ -> syncSoon()));
        return Future.succeededFuture();
    }

    private void syncSoon() {
        if (!sync.isComplete()) {
            syncAgain = true;
        } else if (!stopped) {
            sync = sync();
        }
    }

    private Future<Void> sync() {
        int shownMax = settings.limits().keepDroppedTargets();
        return vertx.executeBlocking(() -> list = TargetList.of(sources.told(), rules, shownMax), false)
                .compose(_ -> adopt(list))
                .recover(failure -> {
                    LOG.error("targets cannot be brought up to date job={}", settings.jobName(), failure);
                    return Future.succeededFuture();
                }).compose(_ -> {
                    boolean again = syncAgain && !stopped;
                    syncAgain = false;
                    return again ? sync() : Future.succeededFuture();
                });
    }

    private Future<Void> adopt(TargetList found) {
        if (!found.problem().equals(problem) && found.invalid() > 0) {
            LOG.warn("addresses are no targets job={} count={} first={}", settings.jobName(), found.invalid(),
                    found.problem());
        }
        problem = found.problem();
        around.metrics().targets(settings.jobName(), found);
        List<Future<?>> changes = new ArrayList<>();
        for (ScrapeTarget target : List.copyOf(running.keySet())) {
            if (!found.targets().contains(target)) {
                changes.add(remove(target, true));
            }
        }
        for (ScrapeTarget target : found.targets()) {
            running.computeIfAbsent(target, this::deploy);
        }
        if (sources.isWhole()) {
            changes.addAll(endPredecessors());
        }
        return Future.join(changes).mapEmpty();
    }

    /** Targets of the job as it was before that are not targets any more. */
    private List<Future<?>> endPredecessors() {
        List<Future<?>> writes = new ArrayList<>();
        predecessors.values().forEach(before -> writes.add(outlet.write(before.end())));
        predecessors.clear();
        return writes;
    }

    private Running deploy(ScrapeTarget target) {
        ScrapeLoop before = predecessors.remove(target.page());
        ScrapeLoop loop = new ScrapeLoop(settings, target, pipeline(target), caller, outlet, around.metrics(),
                around.clock(), this::refusal);
        if (before != null) {
            loop.follow(before);
        }
        Promise<String> deployed = Promise.promise();
        outside.runOnContext(_ -> vertx.deployVerticle(loop).onComplete(deployed));
        return new Running(loop, deployed.future());
    }

    private TargetPipeline pipeline(ScrapeTarget target) {
        SeriesRules series = new SeriesRules(target.labels(), settings.honorLabels(), metricRelabeling,
                settings.limits().ofPage(), around.identity());
        return new TargetPipeline(series, settings.limits().ofPage(), settings.options(target.timeout()),
                around.clock());
    }

    /** Why no target may be scraped now, empty when they may. */
    private String refusal() {
        int limit = settings.limits().targetLimit();
        int count = list.targets().size();
        return limit > 0 && count > limit ? "the job has " + count + " targets, its target_limit is " + limit : "";
    }

    private Future<Void> remove(ScrapeTarget target, boolean ended) {
        Running gone = running.remove(target);
        if (gone == null) {
            return Future.succeededFuture();
        }
        if (ended) {
            gone.loop().endTarget();
        } else {
            stoppedLoops.add(gone.loop());
        }
        return gone.deployment().compose(vertx::undeploy);
    }

    /** How the job fares. Safe on any thread. */
    public JobHealth health() {
        List<TargetHealth> targets = running.values().stream().map(one -> one.loop().health())
                .sorted(Comparator.comparing(TargetHealth::url)).toList();
        TargetList known = list;
        // Once for all: targets that come later do not make the job unknown again
        ready = ready || sources.isWhole() && sync.isComplete() && targets.stream().allMatch(TargetHealth::isScraped);
        return new JobHealth(settings.jobName(), ready, sources.isWhole(), targets, known.dropped(),
                known.shown().stream().map(Labels::toMap).toList(), known.invalid(), known.problem());
    }

    /** Takes the place of a job of the same name that has stopped; before the deployment. */
    void follow(ScrapeJob before) {
        before.stoppedLoops.forEach(loop -> predecessors.put(loop.page(), loop));
        // Of those it had itself not got to yet
        before.predecessors.forEach(predecessors::putIfAbsent);
    }

    /** Makes the stop to come an end of all its targets: the job is no more. */
    public void endTargets() {
        ends = true;
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        handOver.stop();
        return sources.close().compose(_ -> sync).compose(_ -> {
            List<Future<?>> removed = new ArrayList<>();
            List.copyOf(running.keySet()).forEach(target -> removed.add(remove(target, ends)));
            Future<?> all = Future.join(removed);
            outlet.flush();
            return all.compose(_ -> outlet.flush());
        }).onComplete(_ -> around.metrics().retire(settings.jobName())).eventually(caller::close);
    }
}
