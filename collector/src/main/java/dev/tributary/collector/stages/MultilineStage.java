package dev.tributary.collector.stages;

import java.time.Duration;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Joins the lines of a block, such as a stack trace. */
public record MultilineStage(
        @Doc("RE2 expression that the first line of a block matches, not anchored.") String firstline,
        @Default("3s") @Doc("How long a block waits for another line.") Duration maxWaitTime,
        @Default("128") @Doc("Lines of a block at most; further ones begin another.") int maxLines) {
    public MultilineStage {
        Expressions.compile("firstline", firstline);
        if (!maxWaitTime.isPositive()) {
            throw new IllegalArgumentException("max_wait_time must be longer than 0");
        }
        if (maxLines < 1) {
            throw new IllegalArgumentException("max_lines must be at least 1");
        }
    }
}
