package dev.tributary.alerts.role;

import java.time.Duration;
import java.util.Map;

import dev.tributary.alerts.group.GroupSettings;
import dev.tributary.model.Labels;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** The {@code global} section, in Prometheus' words, as far as it concerns rules. */
public record GlobalSettings(@Default("1m") @Doc("Time between evaluations of a group.") Duration evaluationInterval,
        @Default("0s") @Doc("How far back rules look, so that late samples count.") Duration ruleQueryOffset,
        @Default("1m") @Doc("Least time between two notifications of an alert that fires.") Duration resendDelay,
        @Doc("Labels added to every alert that lacks them.") Map<String, String> externalLabels) {
    public GlobalSettings {
        externalLabels = Map.copyOf(externalLabels);
        if (!evaluationInterval.isPositive()) {
            throw new IllegalArgumentException("evaluation_interval must be greater than 0");
        }
    }

    GroupSettings groups() {
        return new GroupSettings(evaluationInterval, ruleQueryOffset, resendDelay);
    }

    Labels labels() {
        return Labels.copyOf(externalLabels);
    }
}
