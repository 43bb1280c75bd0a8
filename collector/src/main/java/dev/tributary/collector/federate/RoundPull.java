package dev.tributary.collector.federate;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import dev.tributary.collector.page.FaultKind;
import dev.tributary.collector.page.OpenPage;
import dev.tributary.collector.page.PageFaultException;
import dev.tributary.collector.page.PageForecast;
import dev.tributary.collector.page.TargetPipeline;
import dev.tributary.collector.shard.Selectors;
import dev.tributary.collector.shard.Shard;
import dev.tributary.collector.shard.ShardPlanner;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the shards of one round, several at a time, each with a deadline of its own; all are over when the interval is. The
 * batches of a shard go to the outlet as soon as its page is judged, so that no round is held in memory whole. One event loop.
 */
final class RoundPull {
    /** So that the first requests have their whole timeout. */
    private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long STAGGER_MILLIS_MAX = 25;

    private final Vertx vertx;
    private final FederateSource source;
    private final HttpCaller caller;
    private final Sentinel sentinel;
    private final TargetPipeline pipeline;
    private final ShardPlanner planner;
    private final HandOver handOver;
    private final Queue<Shard> waiting;
    private final List<ShardResult> results = new ArrayList<>();
    private final int replica;
    private final long endNanos;

    RoundPull(Vertx vertx, FederateSource source, HttpCaller caller, TargetPipeline pipeline, ShardPlanner planner,
            HandOver handOver, int replica) {
        this.vertx = vertx;
        this.source = source;
        this.caller = caller;
        this.pipeline = pipeline;
        this.planner = planner;
        this.handOver = handOver;
        this.replica = replica;
        sentinel = new Sentinel(caller, source);
        waiting = new ArrayDeque<>(planner.next());
        endNanos = System.nanoTime() + SLACK_NANOS
                + Math.max(source.timeout().toNanos(), source.interval().toNanos() * 95 / 100);
    }

    /** Completes when every shard is judged and its batches are on disk. */
    Future<List<ShardResult>> run() {
        List<Future<Void>> workers = new ArrayList<>();
        for (int i = Math.min(source.concurrency(), waiting.size()); i > 0; i--) {
            workers.add(later(workers.size()).compose(_ -> work()));
        }
        return Future.join(workers).map(results);
    }

    /** Requests that begin together make the server do all its selecting at once. */
    private Future<Void> later(int worker) {
        long stagger = Math.min(STAGGER_MILLIS_MAX, source.interval().toMillis() / 100);
        return worker * stagger == 0 ? Future.succeededFuture() : vertx.timer(worker * stagger).mapEmpty();
    }

    private Future<Void> work() {
        Shard shard = waiting.poll();
        return shard == null ? Future.succeededFuture() : pull(shard).compose(_ -> work());
    }

    private Future<Void> pull(Shard shard) {
        List<Selectors> parts = source.selectors().perRequest(shard.range());
        Progress progress = new Progress(shard, parts, System.nanoTime());
        return pull(progress, 0).map(_ -> {
            progress.finish();
            return null;
        });
    }

    private Future<Void> pull(Progress progress, int part) {
        if (part == progress.parts.size()) {
            return Future.succeededFuture();
        }
        Selectors asked = progress.parts.get(part);
        OpenPage page = pipeline.openPage(progress.shard.id(), part, progress.forecast(), replica);
        return request(page, asked.textsWithin(progress.shard.range())).compose(_ -> {
            String missed = pipeline.missedFamily(page);
            return missed == null ? Future.succeededFuture() : sentinel.check(page, asked, missed);
        }).compose(_ -> {
            var batches = pipeline.closePage(page);
            progress.note(page);
            return handOver.write(batches);
        }).compose(_ -> pull(progress, part + 1));
    }

    private Future<Void> request(OpenPage page, List<String> selectors) {
        Duration left = Duration.ofNanos(endNanos - System.nanoTime());
        Duration deadline = left.compareTo(source.timeout()) < 0 ? left : source.timeout();
        if (deadline.toMillis() < 1) {
            page.fail(new PageFaultException(FaultKind.TIMEOUT, "the interval is over before this shard's turn"));
            return Future.succeededFuture();
        }
        URI uri = FederateRequest.uri(source.page(), selectors, source.params());
        return PagePull.run(vertx, caller, uri, FederateRequest.headers(deadline, source.compression()), deadline,
                page);
    }

    /** What is known of a shard while its requests follow each other. */
    private final class Progress {
        private final Shard shard;
        private final List<Selectors> parts;
        private final long startNanos;
        private final Map<String, Integer> families = new HashMap<>();
        private long samples;
        private long bytes;
        private long served;
        private long duplicates;
        private long successions;
        private long missedFromMillis = Long.MAX_VALUE;
        private @Nullable PageFaultException fault;

        Progress(Shard shard, List<Selectors> parts, long startNanos) {
            this.shard = shard;
            this.parts = parts;
            this.startNanos = startNanos;
        }

        /** The size of a part is not known, and its end only in so far as it may be the shard's. */
        PageForecast forecast() {
            return new PageForecast(parts.size() == 1 ? shard.expected() : 0,
                    shard.lastName().isEmpty() ? null : shard.lastName());
        }

        void note(OpenPage page) {
            page.familySizes().forEach((family, size) -> families.merge(family, size, Integer::sum));
            samples += page.counts().samples();
            bytes += page.counts().bytes();
            served += page.counts().served();
            duplicates += page.counts().duplicateSeries();
            successions += page.counts().successions();
            missedFromMillis = Math.min(missedFromMillis, page.counts().missedFromMillis());
            if (fault == null) {
                fault = page.fault();
            }
        }

        void finish() {
            planner.measured(shard, families, fault == null);
            if (fault != null && fault.kind() == FaultKind.TIMEOUT && samples > 0) {
                planner.timedOut(shard);
            }
            double seconds = (double) (System.nanoTime() - startNanos) / TimeUnit.SECONDS.toNanos(1);
            results.add(
                    new ShardResult(replica, shard.range(), served, duplicates, successions, samples, bytes, seconds,
                            missedFromMillis,
                            fault == null ? "" : fault.kind().text() + ": " + fault.problem()));
        }
    }
}
