package dev.tributary.collector.receive;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.collector.config.ReceiveSettings;
import dev.tributary.runtime.http.HttpFailure;

/** What one request may take, and all of them together. Safe for several threads. */
final class RequestMemory {
    private final ReceiveSettings settings;
    private final AtomicLong inFlight;

    /** @param inFlight bytes of all requests now, shared by everything that counts against in_flight_max */
    RequestMemory(ReceiveSettings settings, AtomicLong inFlight) {
        this.settings = settings;
        this.inFlight = inFlight;
    }

    long bodyMax() {
        return settings.bodyMax().bytes();
    }

    int decompressedMax() {
        return settings.decompressedMax().intBytes();
    }

    /**
     * Counts bytes against in_flight_max; the caller gives them back.
     *
     * @throws HttpFailure when there is no room
     */
    void reserve(long bytes) {
        if (inFlight.addAndGet(bytes) > settings.inFlightMax().bytes() && inFlight.get() > bytes) {
            inFlight.addAndGet(-bytes);
            throw new HttpFailure(429, "the collector is busy: all memory for requests (in_flight_max) is in use",
                    Duration.ofSeconds(1));
        }
    }

    void release(long bytes) {
        inFlight.addAndGet(-bytes);
    }
}
