package dev.tributary.collector.config;

import dev.tributary.runtime.config.Key;

/** A format of pages, by Prometheus' name for it. */
public enum ScrapeProtocol {
    @Key("PrometheusProto")
    PROTOBUF(
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"),
    @Key("PrometheusText0.0.4")
    TEXT_0("text/plain;version=0.0.4"),
    @Key("PrometheusText1.0.0")
    TEXT_1("text/plain;version=1.0.0"),
    @Key("OpenMetricsText0.0.1")
    OPEN_METRICS_0("application/openmetrics-text;version=0.0.1"),
    @Key("OpenMetricsText1.0.0")
    OPEN_METRICS_1("application/openmetrics-text;version=1.0.0");

    private final String contentType;

    ScrapeProtocol(String contentType) {
        this.contentType = contentType;
    }

    /** The content type, without what a request adds. */
    public String contentType() {
        return contentType;
    }

    /** As an item of an Accept header; names come as they are, in UTF-8, where a format can say so. */
    String accepted() {
        return this == TEXT_1 || this == OPEN_METRICS_1 || this == PROTOBUF
                ? contentType + ";escaping=allow-utf-8"
                : contentType;
    }
}
