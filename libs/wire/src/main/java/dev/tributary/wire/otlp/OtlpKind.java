package dev.tributary.wire.otlp;

import dev.tributary.model.MetricType;

/** What an OTLP metric is, as far as names and metadata depend on it. */
enum OtlpKind {
    GAUGE(MetricType.GAUGE),
    COUNTER(MetricType.COUNTER),
    UP_DOWN_COUNTER(MetricType.GAUGE),
    HISTOGRAM(MetricType.HISTOGRAM),
    EXPONENTIAL_HISTOGRAM(MetricType.HISTOGRAM),
    SUMMARY(MetricType.SUMMARY);

    private final MetricType type;

    OtlpKind(MetricType type) {
        this.type = type;
    }

    MetricType type() {
        return type;
    }
}
