package dev.tributary.aggregator.config;

import java.time.Duration;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.wire.otlp.OtlpDeltas;

/** How OTLP metrics become samples. */
public record OtlpSettings(
        @Default("false") @Doc("Adds up points of delta temporality; without it they are refused one by one.") boolean deltaToCumulative,
        @Default("100000") @Doc("Series of delta temporality of one cluster whose totals are kept in memory; points of further ones are refused.") int deltaStreamsMax,
        @Default("5m") @Doc("A series of delta temporality that is silent for so long is forgotten: its total starts again.") Duration deltaStaleAfter) {
    public OtlpSettings {
        if (deltaStreamsMax < 1) {
            throw new IllegalArgumentException("delta_streams_max must be at least 1, is " + deltaStreamsMax);
        }
        if (!deltaStaleAfter.isPositive()) {
            throw new IllegalArgumentException("delta_stale_after must be longer than nothing");
        }
    }

    /** How much is kept of delta temporality. */
    public OtlpDeltas.Limits deltaLimits() {
        return new OtlpDeltas.Limits(deltaStreamsMax, deltaStaleAfter);
    }
}
