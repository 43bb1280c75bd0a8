package dev.tributary.alerts.group;

import java.time.Duration;

/**
 * What holds for every group unless it says otherwise, under Prometheus' names.
 *
 * @param evaluationInterval {@code evaluation_interval}, 1 minute
 * @param queryOffset        {@code rule_query_offset}, 0
 * @param resendDelay        least time between two notifications of a firing alert, 1 minute
 */
public record GroupSettings(Duration evaluationInterval, Duration queryOffset, Duration resendDelay) {
    public static final GroupSettings DEFAULT = new GroupSettings(Duration.ofMinutes(1), Duration.ZERO,
            Duration.ofMinutes(1));

    public GroupSettings {
        if (!evaluationInterval.isPositive()) {
            throw new IllegalArgumentException("evaluation_interval must be greater than 0");
        }
    }
}
