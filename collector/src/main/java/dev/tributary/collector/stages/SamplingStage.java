package dev.tributary.collector.stages;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Keeps a share of the entries. */
public record SamplingStage(
        @Doc("Share that is kept, from 0 to 1. Chosen by time and text, so that a line read again is chosen again.") double rate,
        @Default("sampling_stage") @Doc("Under which reason the others are counted.") String dropCounterReason) {
    public SamplingStage {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be between 0 and 1");
        }
    }
}
