package dev.tributary.wire.exposition;

import dev.tributary.model.MetricType;
import org.jspecify.annotations.Nullable;

/** The types of protobuf families. */
enum FamilyType {
    COUNTER(0, 3, MetricType.COUNTER), //
    GAUGE(1, 2, MetricType.GAUGE), //
    SUMMARY(2, 4, MetricType.SUMMARY), //
    UNTYPED(3, 5, MetricType.UNKNOWN), //
    HISTOGRAM(4, 7, MetricType.HISTOGRAM), //
    GAUGE_HISTOGRAM(5, 7, MetricType.GAUGEHISTOGRAM);

    private final int number;
    private final int valueField;
    private final MetricType metricType;

    FamilyType(int number, int valueField, MetricType metricType) {
        this.number = number;
        this.valueField = valueField;
        this.metricType = metricType;
    }

    /** The type of a number in the enum of the protobuf schema, or null where it has none. */
    static @Nullable FamilyType of(long number) {
        for (FamilyType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        return null;
    }

    static FamilyType of(MetricType type) {
        return switch (type) {
            case COUNTER -> COUNTER;
            case GAUGE, INFO, STATESET -> GAUGE;
            case SUMMARY -> SUMMARY;
            case UNKNOWN -> UNTYPED;
            case HISTOGRAM -> HISTOGRAM;
            case GAUGEHISTOGRAM -> GAUGE_HISTOGRAM;
        };
    }

    static void requireNumber(MetricType type) {
        FamilyType family = of(type);
        require(!family.isHistogram() && family != SUMMARY, type, "a mere value");
    }

    static void requireHistogram(MetricType type) {
        require(of(type).isHistogram(), type, "a histogram");
    }

    static void requireSummary(MetricType type) {
        require(of(type) == SUMMARY, type, "a summary");
    }

    private static void require(boolean fits, MetricType type, String value) {
        if (!fits) {
            throw new IllegalStateException("a family of type " + type.text() + " does not hold " + value);
        }
    }

    int number() {
        return number;
    }

    /** The field of the metric message that holds a value of this type. */
    int valueField() {
        return valueField;
    }

    MetricType metricType() {
        return metricType;
    }

    boolean isHistogram() {
        return valueField == HISTOGRAM.valueField;
    }
}
