package dev.tributary.collector.federate;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.heal.Gap;
import dev.tributary.collector.heal.GapLedger;
import dev.tributary.collector.page.PageFaultException;
import dev.tributary.collector.page.RoundReport;
import dev.tributary.collector.page.TargetPipeline;
import dev.tributary.collector.series.Owners;
import dev.tributary.collector.series.SeriesTable;
import dev.tributary.collector.shard.NameRange;
import dev.tributary.collector.shard.ShardPlanner;
import dev.tributary.collector.upstream.MetadataCatalogue;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls one target at its interval and hands what is new to the outlet. A round begins only when the batches of the one
 * before are on disk, so that a slow disk slows the pulls and fills no memory. Deployed as a verticle: one event loop owns
 * everything here.
 */
public final class TargetLoop extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(TargetLoop.class);

    private final FederateSource source;
    private final TargetPipeline pipeline;
    private final HttpCaller caller;
    private final HandOver handOver;
    private final PullMetrics metrics;
    private final @Nullable GapLedger ledger;
    private final Clock clock;
    private final Schedule schedule;
    private final ReplicaWatch watch;
    private final List<ReplicaQuestions> replicas = new ArrayList<>();
    private final MetadataCatalogue catalogue = new MetadataCatalogue();
    private volatile TargetStatus status;
    private Future<Void> round = Future.succeededFuture();
    private long timer;

    /**
     * A loop that does nothing until it is deployed.
     *
     * @param ledger remembers how far the target is pulled; null where its past cannot be read anyway
     */
    public TargetLoop(FederateSource source, TargetPipeline pipeline, HttpCaller caller, HandOver handOver,
            PullMetrics metrics, @Nullable GapLedger ledger, Clock clock) {
        this.source = source;
        this.pipeline = pipeline;
        this.caller = caller;
        this.handOver = handOver;
        this.metrics = metrics;
        this.ledger = ledger;
        this.clock = clock;
        List<FederateSource> each = source.each();
        for (int i = 0; i < each.size(); i++) {
            replicas.add(new ReplicaQuestions(each.get(i), caller, new ShardPlanner(source.sizing(), i, each.size()),
                    i == 0 ? catalogue : new MetadataCatalogue(), clock));
        }
        pipeline.patience(source.interval().multipliedBy(2));
        pipeline.describeBy(catalogue::describe);
        watch = new ReplicaWatch(replicas.size(), source.interval());
        schedule = Schedule.of(source.interval(), pipeline.seed());
        status = TargetStatus.unknown(source.job(), source.page().toString());
    }

    @Override
    public Future<?> start() {
        metrics.announce(source);
        planNext();
        return Future.succeededFuture();
    }

    private void planNext() {
        timer = vertx.setTimer(schedule.delayMillis(clock.millis()), _ -> tick());
    }

    private void tick() {
        planNext();
        if (round.isComplete()) {
            round = pull(schedule.snap(clock.millis())).onFailure(
                    cause -> LOG.error("a pull failed for a reason of our own job={} url={}", source.job(),
                            source.page(), cause))
                    .otherwiseEmpty();
        } else {
            metrics.skipped.labelValues(source.job(), source.instance()).inc();
        }
    }

    private Future<Void> pull(long startMillis) {
        return Future.join(replicas.stream().map(ReplicaQuestions::askFirst).toList()).otherwiseEmpty().compose(_ -> {
            long start = System.nanoTime();
            boolean isFirst = replicas.size() > 1 && pipeline.isEmpty();
            pipeline.beginRound(startMillis);
            return (isFirst ? pullInTurn() : pullTogether()).compose(shards -> {
                RoundReport report = pipeline.endRound((System.nanoTime() - start) / 1e9);
                note(report, shards);
                return handOver.write(report.batches()).compose(_ -> remember(report, shards));
            });
        });
    }

    private Future<List<ShardResult>> pullTogether() {
        List<Future<List<ShardResult>>> pulls = new ArrayList<>();
        for (int replica = 0; replica < replicas.size(); replica++) {
            pulls.add(pullReplica(replica));
        }
        return Future.join(pulls).map(_ -> pulls.stream().flatMap(pull -> pull.result().stream()).toList());
    }

    /** Series come from the replica that has them first: from the one that served before the start, where it answers. */
    private Future<List<ShardResult>> pullInTurn() {
        int served = ledger == null ? -1 : pages().indexOf(URI.create(ledger.serving()));
        long complete = ledger == null || ledger.completeMillis() == 0 ? SeriesTable.UNSENT : ledger.completeMillis();
        List<ShardResult> all = new ArrayList<>();
        pipeline.claimFrom(served < 0 ? complete : SeriesTable.UNSENT);
        Future<?> done = pullReplica(Math.max(0, served)).onSuccess(all::addAll);
        for (int i = 0; i < replicas.size(); i++) {
            int replica = i;
            if (replica != Math.max(0, served)) {
                done = done.compose(_ -> {
                    pipeline.claimFrom(complete);
                    return pullReplica(replica).onSuccess(all::addAll);
                });
            }
        }
        return done.map(_ -> {
            pipeline.claimFrom(SeriesTable.UNSENT);
            return all;
        });
    }

    private Future<List<ShardResult>> pullReplica(int number) {
        ReplicaQuestions replica = replicas.get(number);
        return new RoundPull(vertx, replica.source(), caller, pipeline, replica.planner(), handOver, number).run();
    }

    /** What is complete and on disk by now leaves no gap. */
    private Future<Void> remember(RoundReport report, List<ShardResult> shards) {
        GapLedger gaps = ledger;
        if (gaps == null || handOver.hasLost()) {
            return Future.succeededFuture();
        }
        List<ShardResult> counted = best(shards);
        List<NameRange> all = counted.stream().map(ShardResult::range).toList();
        Map<NameRange, Long> whole = new LinkedHashMap<>();
        counted.stream().filter(ShardResult::isComplete)
                .forEach(shard -> whole.put(shard.range(), shard.missedFromMillis()));
        List<Gap> missed = replicas.size() == 1 ? List.of() : watch.missed(shards, report);
        return vertx.executeBlocking(() -> {
            gaps.round(all, whole, report.startMillis());
            if (replicas.size() > 1) {
                gaps.replicas(missed, pages().get(watch.mostServing()).toString());
            }
            return whole;
        }).onFailure(
                cause -> LOG.error("how far the target is pulled cannot be written, a restart may see a gap that is"
                        + " none job={} url={} reason={}", source.job(), source.page(), cause.toString()))
                .<Void>mapEmpty().otherwiseEmpty();
    }

    /** Which replica each series comes from. Safe on any thread. */
    public Future<Owners> owners() {
        Promise<Owners> owners = Promise.promise();
        context.runOnContext(_ -> owners.complete(pipeline.owners(watch.mostServing())));
        return owners.future();
    }

    /** The shards of one replica: of a complete one, where there is one. One is enough for nothing to be missed. */
    private List<ShardResult> best(List<ShardResult> shards) {
        for (int replica = 0; replica < replicas.size(); replica++) {
            List<ShardResult> own = of(replica, shards);
            if (own.stream().allMatch(ShardResult::isComplete)) {
                return own;
            }
        }
        return of(0, shards);
    }

    private static List<ShardResult> of(int replica, List<ShardResult> shards) {
        return shards.stream().filter(shard -> shard.replica() == replica).toList();
    }

    private void note(RoundReport report, List<ShardResult> shards) {
        if (report.totals().counts().added() > 0) {
            replicas.forEach(ReplicaQuestions::newSeries);
        }
        metrics.record(source.job(), source.instance(), report, shards);
        for (int i = 0; replicas.size() > 1 && i < replicas.size(); i++) {
            metrics.recordReplica(source.job(), replicas.get(i).source().page().getAuthority(), of(i, shards));
        }
        List<String> faults = report.problems();
        boolean complete = report.totals().isComplete();
        if (status.complete() != complete || status.lastMillis() == 0) {
            logChange(complete, faults);
        }
        long newest = Math.max(0, report.totals().counts().newestMillis());
        status = new TargetStatus(source.job(), source.page().toString(), report.startMillis(), report.seconds(),
                report.totals().isUp(), complete, report.totals().counts().samples(), report.totals().counts().sent(),
                report.liveSeries(), newest, complete ? report.startMillis() : status.completeMillis(), faults, shards);
        for (PageFaultException fault : report.totals().faults()) {
            LOG.debug("page has a fault job={} url={} kind={} problem={}", source.job(), source.page(),
                    fault.kind().text(), fault.problem());
        }
    }

    private void logChange(boolean complete, List<String> faults) {
        if (complete) {
            LOG.info("target is pulled completely job={} url={}", source.job(), source.page());
        } else {
            LOG.warn("target is not pulled completely job={} url={} faults={}", source.job(), source.page(), faults);
        }
    }

    /** The pages it pulls, without the query: one, or one of each replica. */
    public List<URI> pages() {
        return source.each().stream().map(FederateSource::page).toList();
    }

    /** Takes the place of a loop for the same page, or one of the same pages, that has stopped; before the deployment. */
    public void follow(TargetLoop before) {
        pipeline.follow(before.pipeline);
    }

    /** After the stop: what ends the target for good. */
    public List<Batch> endTarget() {
        return pipeline.endTarget(clock.millis());
    }

    /** How the target fares. Safe on any thread. */
    public TargetStatus status() {
        return status;
    }

    /** Waits for the running round; its samples are on disk afterwards. Writes no stale markers: the target lives on. */
    @Override
    public Future<?> stop() {
        handOver.stop();
        vertx.cancelTimer(timer);
        metrics.retire(source);
        return round;
    }
}
