package dev.tributary.alerts.group;

import java.time.Duration;

/**
 * How a rule's last evaluation went.
 *
 * @param status         ok, err, or unknown before the first evaluation
 * @param lastError      in words, empty when ok
 * @param lastEvaluation start of the last evaluation in Unix milliseconds, 0 before the first
 * @param took           its length
 */
public record RuleHealth(Status status, String lastError, long lastEvaluation, Duration took) {
    public static final RuleHealth UNKNOWN = new RuleHealth(Status.UNKNOWN, "", 0, Duration.ZERO);

    /** Words of the rules API, in lower case there. */
    public enum Status {
        UNKNOWN, OK, ERR
    }
}
