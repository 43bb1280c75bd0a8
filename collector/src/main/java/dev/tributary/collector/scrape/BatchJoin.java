package dev.tributary.collector.scrape;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.collector.batch.BatchSize;
import dev.tributary.collector.federate.HandOver;
import dev.tributary.collector.ship.Repacking;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * Puts the batches of many small targets together before they go to the spool: a thousand targets with fifty series each
 * would otherwise be a thousand requests per interval. A batch waits for half a second at most. Safe for several threads.
 */
final class BatchJoin {
    private static final long WAIT_MILLIS = 500;

    private final Vertx vertx;
    private final HandOver handOver;
    private final Clock clock;
    private List<Batch> waiting = new ArrayList<>();
    private int points;
    private int generation;
    private Promise<Void> done = Promise.promise();

    BatchJoin(Vertx vertx, HandOver handOver, Clock clock) {
        this.vertx = vertx;
        this.handOver = handOver;
        this.clock = clock;
    }

    /** Completes when all are on disk. */
    synchronized Future<Void> write(List<Batch> batches) {
        if (batches.isEmpty()) {
            return Future.succeededFuture();
        }
        Future<Void> written = done.future();
        if (waiting.isEmpty()) {
            int started = generation;
            vertx.setTimer(WAIT_MILLIS, _ -> flush(started));
        }
        waiting.addAll(batches);
        points += batches.stream().mapToInt(batch -> batch.facts().points()).sum();
        if (points >= BatchSize.DEFAULT.samples()) {
            flush(generation);
        }
        return written;
    }

    /** Writes what waits, unless that was done already. */
    private synchronized void flush(int started) {
        if (started != generation || waiting.isEmpty()) {
            return;
        }
        generation++;
        List<Batch> batches = waiting;
        Promise<Void> written = done;
        waiting = new ArrayList<>();
        points = 0;
        done = Promise.promise();
        vertx.executeBlocking(() -> joined(batches), false).compose(handOver::write).onComplete(written);
    }

    /** Writes at once what waits. */
    synchronized Future<Void> flush() {
        Future<Void> written = waiting.isEmpty() ? Future.succeededFuture() : done.future();
        flush(generation);
        return written;
    }

    private List<Batch> joined(List<Batch> batches) {
        if (batches.size() == 1) {
            return batches;
        }
        List<Batch> joined = new ArrayList<>();
        BatchCollector collector = new BatchCollector(clock, BatchSize.DEFAULT, joined::add);
        batches.forEach(batch -> Repacking.decode(batch, collector));
        collector.flush();
        return joined;
    }
}
