package dev.tributary.wire.otlp;

/**
 * What of a request could not become samples.
 *
 * @param pointsRefused data points without a counterpart in Prometheus
 * @param problem       the first reason in words, empty when all points were taken
 */
public record OtlpReport(long pointsRefused, String problem) {
}
