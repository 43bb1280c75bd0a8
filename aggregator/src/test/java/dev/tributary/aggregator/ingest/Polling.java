package dev.tributary.aggregator.ingest;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.fail;

/** Waits for what other threads bring about. */
final class Polling {
    private Polling() {
    }

    static void until(BooleanSupplier fact) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("did not come true within 20 seconds");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
