package dev.tributary.wire.remotewrite;

import dev.tributary.model.MetricType;

/** From the name of a series to the name of its family: parts of histograms and summaries carry a suffix. */
final class FamilyNames {
    private FamilyNames() {
    }

    static String of(String metricName, MetricType type) {
        return switch (type) {
            case HISTOGRAM -> without(metricName, "_bucket", "_sum", "_count");
            case GAUGEHISTOGRAM -> without(metricName, "_bucket", "_gsum", "_gcount");
            case SUMMARY -> without(metricName, "_sum", "_count");
            case UNKNOWN, COUNTER, GAUGE, INFO, STATESET -> metricName;
        };
    }

    private static String without(String name, String... suffixes) {
        for (String suffix : suffixes) {
            if (name.endsWith(suffix)) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }
}
