package dev.tributary.app.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.HdrHistogram.ConcurrentHistogram;

/** What became of the requests of one kind: latencies from 1 microsecond to 10 minutes, errors. Safe for several threads. */
final class Outcome {
    private static final long LONGEST_MICROS = 600_000_000L;
    private static final List<Double> PERCENTILES = List.of(50.0, 95.0, 99.0, 100.0);

    private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final AtomicLong errors = new AtomicLong();
    private final AtomicReference<String> firstError = new AtomicReference<>("");

    void done(long nanos) {
        micros.recordValue(Math.clamp(nanos / 1000, 1, LONGEST_MICROS));
    }

    void failed(String why) {
        errors.incrementAndGet();
        firstError.compareAndSet("", why.strip());
    }

    long count() {
        return micros.getTotalCount();
    }

    long errors() {
        return errors.get();
    }

    /** The first error in words, or empty. */
    String firstError() {
        return firstError.get();
    }

    static List<String> heading() {
        return List.of("p50 ms", "p95 ms", "p99 ms", "max ms");
    }

    /** The latencies under {@link #heading}. */
    List<String> cells() {
        return PERCENTILES.stream()
                .map(percentile -> "%.2f".formatted(micros.getValueAtPercentile(percentile) / 1000.0)).toList();
    }
}
