package dev.tributary.collector.ship;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A pause on real time that {@link #stop} ends for good. Safe for several threads. */
public final class StopSignal implements Pause {
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public boolean sleep(Duration time) throws InterruptedException {
        return !stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends all pauses, now and later. */
    public void stop() {
        stopped.countDown();
    }
}
