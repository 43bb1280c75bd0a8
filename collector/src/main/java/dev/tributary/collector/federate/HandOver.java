package dev.tributary.collector.federate;

import java.io.IOException;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.heal.Outflow;
import dev.tributary.collector.page.BatchOutlet;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches to the outlet off the event loop. While the outlet fails it tries again, so that a round is only over when
 * its batches are on disk.
 */
public final class HandOver implements Outflow.Writer {
    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    private static final long RETRY_MILLIS = 1000;

    private final Vertx vertx;
    private final BatchOutlet outlet;
    private final CounterDataPoint failures;
    private volatile boolean stopping;
    private volatile boolean lost;
    /** Told once, until another one or the end of it. */
    private volatile String problem = "";

    /** With what counts failed attempts. */
    public HandOver(Vertx vertx, BatchOutlet outlet, CounterDataPoint failures) {
        this.vertx = vertx;
        this.outlet = outlet;
        this.failures = failures;
    }

    /** Completes when all are on disk, or after {@link #stop} when they could not be written: see {@link #hasLost}. */
    @Override
    public Future<Void> write(List<Batch> batches) {
        Promise<Void> done = Promise.promise();
        attempt(batches, done);
        return done.future();
    }

    private void attempt(List<Batch> batches, Promise<Void> done) {
        vertx.executeBlocking(() -> writeMany(batches), false).onSuccess(written -> {
            if (written == batches.size()) {
                done.complete();
            } else if (stopping) {
                LOG.error("batches could not be written before the stop batches={}", batches.size() - written);
                lost = true;
                done.complete();
            } else {
                vertx.setTimer(RETRY_MILLIS, _ -> attempt(batches.subList(written, batches.size()), done));
            }
        }).onFailure(done::fail);
    }

    /** Writes as many as it can; gives their number. */
    private int writeMany(List<Batch> batches) {
        for (int i = 0; i < batches.size(); i++) {
            try {
                outlet.accept(batches.get(i));
            } catch (IOException e) {
                failures.inc();
                if (!problem.equals(e.toString())) {
                    problem = e.toString();
                    LOG.error("spool takes no batch, trying again reason={}", problem);
                }
                return i;
            }
        }
        if (!problem.isEmpty() && !batches.isEmpty()) {
            problem = "";
            LOG.info("spool takes batches again");
        }
        return batches.size();
    }

    /** True when something could not be written before the stop. */
    boolean hasLost() {
        return lost;
    }

    /** Ends the trying again. */
    @Override
    public void stop() {
        stopping = true;
    }
}
