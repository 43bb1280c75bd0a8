package dev.tributary.collector.heal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.collector.batch.BatchSize;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Where healed samples go: collected into batches, written to the outlet, no faster than the limit. Readers wait for
 * {@link #drain} before they read on, so that memory holds a few batches. One event loop.
 */
public final class Outflow {
    /** Where batches are written; complete when they are on disk. */
    public interface Writer {
        Future<Void> write(List<Batch> batches);

        /** Ends the trying again of what cannot be written. */
        default void stop() {
            // Most have nothing to end
        }
    }

    private final Vertx vertx;
    private final Writer writer;
    private final double samplesPerSecondMax;
    private final List<Batch> full = new ArrayList<>();
    private final BatchCollector collector;

    Outflow(Vertx vertx, Writer writer, double samplesPerSecondMax, Clock clock) {
        this.vertx = vertx;
        this.writer = writer;
        this.samplesPerSecondMax = samplesPerSecondMax;
        collector = new BatchCollector(clock, BatchSize.DEFAULT, full::add);
    }

    BatchCollector collector() {
        return collector;
    }

    boolean isFull() {
        return !full.isEmpty();
    }

    /** Writes the full batches and waits as long as so many samples should take. */
    Future<Void> drain() {
        List<Batch> batches = List.copyOf(full);
        full.clear();
        if (batches.isEmpty()) {
            return Future.succeededFuture();
        }
        long samples = batches.stream().mapToLong(batch -> batch.facts().points()).sum();
        long startNanos = System.nanoTime();
        return writer.write(batches).compose(_ -> {
            long spentMillis = (System.nanoTime() - startNanos) / 1_000_000;
            long pauseMillis = (long) (1000 * samples / samplesPerSecondMax) - spentMillis;
            return pauseMillis < 1 ? Future.succeededFuture() : vertx.timer(pauseMillis).mapEmpty();
        });
    }

    /** Writes everything, the batch in work too. */
    Future<Void> finish() {
        collector.flush();
        return drain();
    }
}
