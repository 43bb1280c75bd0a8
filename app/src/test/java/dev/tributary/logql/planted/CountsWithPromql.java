package dev.tributary.logql.planted;

import dev.tributary.promql.PromqlEngine;

/** Breaks a rule on purpose: logs counted by another language's engine. */
public record CountsWithPromql(PromqlEngine engine) {
}
