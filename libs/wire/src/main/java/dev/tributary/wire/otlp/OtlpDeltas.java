package dev.tributary.wire.otlp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.tributary.model.LabelFingerprint;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * Turns what one sender tells as differences into running totals: keeps the total of each stream, in memory only. After a
 * restart, and after a stream was silent for long, its total starts again, which PromQL sees as a reset of the counter. Safe
 * for several threads.
 */
public final class OtlpDeltas {
    private final InstantSource clock;
    private final Supplier<Limits> limits;
    /** The stream that was heard of the longest time ago is first. */
    private final Map<Stream, OtlpTotal> totals = new LinkedHashMap<>(16, 0.75f, true);
    private final LabelFingerprint fingerprint = new LabelFingerprint();

    /**
     * How much is kept.
     *
     * @param streamsMax streams of one sender; points of further ones are refused
     * @param staleAfter how long a silent stream is remembered
     */
    public record Limits(int streamsMax, Duration staleAfter) {
    }

    /** A series by 128 bits of its labels: what a sender names its streams takes no memory here. */
    private record Stream(long high, long low) {
    }

    /** Empty; the limits are asked for each time and may change. */
    public OtlpDeltas(InstantSource clock, Supplier<Limits> limits) {
        this.clock = clock;
        this.limits = limits;
    }

    /** Streams that are remembered now. */
    public synchronized int streams() {
        forget(clock.millis(), limits.get());
        return totals.size();
    }

    /**
     * Puts the total in place of a point's difference. A point of the interval that was added last was sent again: it gets
     * the total as it is, so that a sender may repeat a request of which it heard no answer.
     *
     * @return why the point cannot be added, or null
     */
    synchronized @Nullable String add(Labels series, String name, OtlpPoint point) {
        long now = clock.millis();
        Limits inForce = limits.get();
        forget(now, inForce);
        Stream stream = stream(series, name);
        OtlpTotal total = totals.get(stream);
        if (total == null) {
            if (totals.size() >= inForce.streamsMax()) {
                return "more than " + inForce.streamsMax()
                        + " streams of delta temporality, the limit ingest.otlp.delta_streams_max";
            }
            total = new OtlpTotal();
        }
        String problem = total.add(point, now);
        if (problem == null) {
            totals.put(stream, total);
        }
        return problem;
    }

    private void forget(long now, Limits inForce) {
        var oldest = totals.values().iterator();
        while (oldest.hasNext() && now - oldest.next().seenMillis() > inForce.staleAfter().toMillis()) {
            oldest.remove();
        }
    }

    private Stream stream(Labels series, String name) {
        fingerprint.reset();
        add(name);
        series.forEach((label, value) -> {
            add(label);
            add(value);
        });
        return new Stream(fingerprint.high(), fingerprint.low());
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        fingerprint.add(bytes, 0, bytes.length);
    }
}
