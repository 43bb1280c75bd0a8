package dev.tributary.model;

/** What a metric family says of itself. Help and unit may be empty. */
public record MetricMetadata(String family, MetricType type, String help, String unit) {
}
