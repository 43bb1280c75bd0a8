package dev.tributary.logql.value;

import dev.tributary.model.Labels;

/**
 * A line of an answer.
 *
 * @param timestampNanos when it was written, Unix nanoseconds
 * @param line           its text, as the pipeline has left it
 * @param metadata       structured metadata; empty unless labels are wanted by category
 * @param parsed         labels that the pipeline has set, some perhaps with an empty value; empty unless labels are wanted
 *                       by category
 */
public record LogLine(long timestampNanos, String line, Labels metadata, Labels parsed) {
}
