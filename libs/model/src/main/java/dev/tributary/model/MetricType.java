package dev.tributary.model;

import java.util.Locale;

/** Metric types under the names of the Prometheus metadata API; the order is that of remote write's enum. */
public enum MetricType {
    UNKNOWN, COUNTER, GAUGE, HISTOGRAM, GAUGEHISTOGRAM, SUMMARY, INFO, STATESET;

    /** The lower-case name the metadata API shows. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
