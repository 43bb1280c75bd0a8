package dev.tributary.collector.pipeline;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

import dev.tributary.collector.stages.LimitStage;

/** Lets entries pass at a rate, with one bucket of tokens for the job or one for each value of a label. */
final class LimitStep {
    private static final double SECOND = 1e9;

    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }

        boolean take(LimitStage settings, long nowNanos) {
            tokens = Math.min(settings.burst(), tokens + (nowNanos - at) / SECOND * settings.rate());
            at = nowNanos;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }

    private final LimitStage settings;
    private final SequencedMap<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private LimitStep(LimitStage settings) {
        this.settings = settings;
    }

    static StagePlan plan(LimitStage settings, PipelinePlan.Surroundings around) {
        LimitStep step = new LimitStep(settings);
        return (next, _) -> entry -> {
            if (step.passes(entry, around.nanos().getAsLong())) {
                next.accept(entry);
            } else {
                around.events().dropped("limit_stage");
            }
        };
    }

    private boolean passes(PipelineEntry entry, long nowNanos) {
        String value = settings.byLabelName().isEmpty() ? "" : entry.labels().get(settings.byLabelName());
        Bucket bucket = buckets.computeIfAbsent(value, _ -> new Bucket(settings.burst(), nowNanos));
        if (buckets.size() > settings.maxDistinctLabels()) {
            buckets.pollFirstEntry();
        }
        return bucket.take(settings, nowNanos);
    }
}
