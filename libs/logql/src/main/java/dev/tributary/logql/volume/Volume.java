package dev.tributary.logql.volume;

import dev.tributary.model.Labels;

/**
 * How many bytes some streams hold.
 *
 * @param series what the streams have in common; empty where they are added up by label name
 * @param label  the label that the streams have; empty where they are added up by series
 */
public record Volume(Labels series, String label, long bytes) {
}
