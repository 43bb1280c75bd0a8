package dev.tributary.collector.ship;

import java.time.Duration;

/** Waiting that a stop ends early. */
public interface Pause {
    /** Waits; false when stopped, before or meanwhile. */
    boolean sleep(Duration time) throws InterruptedException;
}
