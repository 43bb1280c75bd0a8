package dev.tributary.collector.ship;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.spool.Lane;
import dev.tributary.collector.spool.Spool;
import dev.tributary.collector.spool.Spooled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Empties one lane of a spool, batch by batch, until it is stopped. Runs on a thread of its own. */
final class LaneShipper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneShipper.class);

    /** Longest wait for a batch before looking whether to stop. */
    private static final Duration IDLE_WAIT = Duration.ofSeconds(1);

    private final String destination;
    private final Lane lane;
    private final Spool spool;
    private final Delivery delivery;
    private final Quarantine quarantine;
    private final Backoff backoff;
    private final @Nullable Pace pace;
    private final Pause pause;
    private final ShipMetrics metrics;
    private final BooleanSupplier mayRun;
    private volatile @Nullable String problem;

    /**
     * A lane of a destination.
     *
     * @param pace   how fast at most, null for as fast as it goes
     * @param mayRun false while another lane is known to fail: then waiting is all that helps
     */
    LaneShipper(String destination, Lane lane, Spool spool, Delivery delivery, Quarantine quarantine, Backoff backoff,
            @Nullable Pace pace, Pause pause, ShipMetrics metrics, BooleanSupplier mayRun) {
        this.destination = destination;
        this.lane = lane;
        this.spool = spool;
        this.delivery = delivery;
        this.quarantine = quarantine;
        this.backoff = backoff;
        this.pace = pace;
        this.pause = pause;
        this.metrics = metrics;
        this.mayRun = mayRun;
    }

    @Override
    public void run() {
        try {
            while (pause.sleep(Duration.ZERO)) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ships one batch, or waits for one for a while. */
    void step() throws InterruptedException {
        try {
            Spooled next = mayRun.getAsBoolean() ? spool.next(lane, IDLE_WAIT) : null;
            if (next != null) {
                ship(next);
            } else if (!mayRun.getAsBoolean()) {
                pause.sleep(IDLE_WAIT);
            }
        } catch (IOException e) {
            problem = "spool: " + e;
            LOG.error("spool cannot be read, trying again destination={} lane={}", destination, lane, e);
            pause.sleep(backoff.next(null));
        }
    }

    private void ship(Spooled next) throws IOException, InterruptedException {
        Batch batch = next.batch();
        if (pace != null && !pause.sleep(pace.take(batch.facts().points()))) {
            return;
        }
        long start = System.nanoTime();
        SendOutcome outcome = delivery.deliver(batch, backoff.failures());
        metrics.durations.labelValues(destination).observe((System.nanoTime() - start) / 1e9);
        switch (outcome) {
            case SendOutcome.Delivered _ -> delivered(next);
            case SendOutcome.Refused refused -> refused(next, refused);
            case SendOutcome.Again again -> failed(again);
            case SendOutcome.TooLarge _,SendOutcome.OtherVersion _ ->
                throw new IllegalStateException("delivery has settled this: " + outcome);
        }
    }

    private void delivered(Spooled next) throws IOException {
        count("delivered");
        spool.commit(next);
        metrics.shipped(next.batch().kind()).labelValues(destination, laneName()).inc(next.batch().facts().points());
        metrics.lastShipped.labelValues(destination, laneName()).set(next.batch().facts().newestMillis() / 1e3);
        settled();
    }

    private void refused(Spooled next, SendOutcome.Refused refused) throws IOException {
        count(refused.partlyWritten() ? "partly_written" : "refused");
        quarantine.put(next.batch(), refused.status(), refused.message());
        spool.commit(next);
        metrics.quarantined(next.batch().kind()).labelValues(destination).inc(next.batch().facts().points());
        settled();
    }

    private void settled() {
        if (pace != null) {
            pace.taken();
        }
        if (problem != null) {
            LOG.info("destination takes batches again destination={} lane={}", destination, laneName());
        }
        problem = null;
        backoff.reset();
        metrics.up.labelValues(destination).set(1);
    }

    private void failed(SendOutcome.Again again) throws InterruptedException {
        count("failed");
        metrics.retries.labelValues(destination, again.reason()).inc();
        metrics.up.labelValues(destination).set(0);
        if (pace != null) {
            pace.notTaken();
        }
        if (problem == null) {
            LOG.warn("destination does not take batches, trying again destination={} lane={} reason={}", destination,
                    laneName(), again.message());
        }
        problem = again.message();
        pause.sleep(backoff.next(again.retryAfter()));
    }

    private void count(String outcome) {
        metrics.requests.labelValues(destination, laneName(), outcome).inc();
    }

    private String laneName() {
        return lane.name().toLowerCase(Locale.ROOT);
    }

    /** Why the last attempt failed, null when it did not. */
    @Nullable
    String problem() {
        return problem;
    }

    @Nullable
    Pace pace() {
        return pace;
    }
}
