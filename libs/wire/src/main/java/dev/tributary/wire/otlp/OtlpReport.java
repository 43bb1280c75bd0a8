package dev.tributary.wire.otlp;

/**
 * What became of a request's points.
 *
 * @param pointsAdded   data points of delta temporality that were added up
 * @param pointsRefused data points without a counterpart in Prometheus
 * @param problem       the first reason in words, empty when all points were taken
 */
public record OtlpReport(long pointsAdded, long pointsRefused, String problem) {
}
