package dev.tributary.collector.stages;

/** A stage that has nothing to set, written as {@code {}}. */
public record NoSettings() {
}
