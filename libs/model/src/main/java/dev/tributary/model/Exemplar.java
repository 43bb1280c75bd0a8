package dev.tributary.model;

/** One traced observation attached to a series: its own labels, value and time in Unix milliseconds. */
public record Exemplar(Labels labels, double value, long timestampMillis) {
}
