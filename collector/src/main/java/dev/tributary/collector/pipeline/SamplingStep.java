package dev.tributary.collector.pipeline;

import dev.tributary.collector.stages.SamplingStage;

/** Keeps a share of the entries, chosen by what they are: one that is read again is chosen again. */
final class SamplingStep {
    private static final long PRIME = 0x100000001b3L;
    private static final double RANGE = 0x1p53;

    private SamplingStep() {
    }

    static StagePlan plan(SamplingStage settings, StageEvents events) {
        return (next, _) -> entry -> {
            if (share(entry) < settings.rate()) {
                next.accept(entry);
            } else {
                events.dropped(settings.dropCounterReason());
            }
        };
    }

    /** From 0 to below 1, evenly. */
    private static double share(PipelineEntry entry) {
        byte[] bytes = entry.bytes();
        long hash = entry.timeNanos();
        for (int i = entry.from(); i < entry.to(); i++) {
            hash = (hash ^ bytes[i]) * PRIME;
        }
        hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 29;
        return (hash >>> 11) / RANGE;
    }
}
