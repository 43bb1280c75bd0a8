package dev.tributary.wire.prompb;

import java.util.Arrays;

import dev.tributary.model.MetricType;

/** The metric type numbers of both remote-write versions. */
public final class MetadataTypes {
    private static final MetricType[] BY_NUMBER = {MetricType.UNKNOWN, MetricType.COUNTER, MetricType.GAUGE,
            MetricType.HISTOGRAM, MetricType.GAUGEHISTOGRAM, MetricType.SUMMARY, MetricType.INFO, MetricType.STATESET};

    private MetadataTypes() {
    }

    /** The type of a number; one that a later version may have added is unknown, as protobuf's open enums have it. */
    public static MetricType fromNumber(long number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[(int) number] : MetricType.UNKNOWN;
    }

    public static int number(MetricType type) {
        return Arrays.asList(BY_NUMBER).indexOf(type);
    }
}
