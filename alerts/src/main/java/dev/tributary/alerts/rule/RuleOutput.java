package dev.tributary.alerts.rule;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import org.jspecify.annotations.Nullable;

/** One sample a rule gives, to be stored at the evaluation's time: a float, or a histogram where that is not null. */
public record RuleOutput(Labels labels, double value, @Nullable NativeHistogram histogram) {
    public static RuleOutput of(Labels labels, double value) {
        return new RuleOutput(labels, value, null);
    }
}
