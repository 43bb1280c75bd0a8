package dev.tributary.wire.otlp;

import dev.tributary.wire.otlp.OtlpSchema.Kind;
import org.jspecify.annotations.Nullable;

/** The messages of an OTLP metrics request with the names that their fields have in JSON. */
final class OtlpMetricsSchema {
    static final OtlpSchema REQUEST = request();

    private OtlpMetricsSchema() {
    }

    private static OtlpSchema request() {
        OtlpSchema metric = new OtlpSchema().add("name", 1, Kind.STRING).add("description", 2, Kind.STRING)
                .add("unit", 3, Kind.STRING).nest("gauge", 5, data(number()))
                .nest("sum", 7, temporal(number()).add("isMonotonic", 3, Kind.BOOL))
                .nest("histogram", 9, temporal(histogram())).nest("exponentialHistogram", 10, temporal(exponential()))
                .nest("summary", 11, data(summary()));
        OtlpSchema scopeMetrics = new OtlpSchema().nest("scope", 1, OtlpSchema.scope()).nest("metrics", 2, metric);
        return new OtlpSchema().nest("resourceMetrics", 1,
                new OtlpSchema().nest("resource", 1, OtlpSchema.resource()).nest("scopeMetrics", 2, scopeMetrics));
    }

    private static OtlpSchema data(OtlpSchema point) {
        return new OtlpSchema().nest("dataPoints", 1, point);
    }

    private static OtlpSchema temporal(OtlpSchema point) {
        return data(point).choose("aggregationTemporality", 2, OtlpMetricsSchema::temporality);
    }

    private static @Nullable Integer temporality(String name) {
        return switch (name) {
            case "AGGREGATION_TEMPORALITY_UNSPECIFIED" -> 0;
            case "AGGREGATION_TEMPORALITY_DELTA" -> 1;
            case "AGGREGATION_TEMPORALITY_CUMULATIVE" -> 2;
            default -> null;
        };
    }

    private static OtlpSchema point() {
        return new OtlpSchema().add("startTimeUnixNano", 2, Kind.FIXED64).add("timeUnixNano", 3, Kind.FIXED64);
    }

    private static OtlpSchema number() {
        return point().add("asDouble", 4, Kind.DOUBLE).nest("exemplars", 5, exemplar()).add("asInt", 6, Kind.FIXED64)
                .nest("attributes", 7, OtlpSchema.attribute()).add("flags", 8, Kind.VARINT);
    }

    private static OtlpSchema histogram() {
        return point().add("count", 4, Kind.FIXED64).add("sum", 5, Kind.DOUBLE).add("bucketCounts", 6, Kind.FIXED64)
                .add("explicitBounds", 7, Kind.DOUBLE).nest("exemplars", 8, exemplar())
                .nest("attributes", 9, OtlpSchema.attribute()).add("flags", 10, Kind.VARINT)
                .add("min", 11, Kind.DOUBLE).add("max", 12, Kind.DOUBLE);
    }

    private static OtlpSchema exponential() {
        return point().nest("attributes", 1, OtlpSchema.attribute()).add("count", 4, Kind.FIXED64)
                .add("sum", 5, Kind.DOUBLE).add("scale", 6, Kind.ZIGZAG).add("zeroCount", 7, Kind.FIXED64)
                .nest("positive", 8, buckets()).nest("negative", 9, buckets()).add("flags", 10, Kind.VARINT)
                .nest("exemplars", 11, exemplar()).add("min", 12, Kind.DOUBLE).add("max", 13, Kind.DOUBLE)
                .add("zeroThreshold", 14, Kind.DOUBLE);
    }

    private static OtlpSchema buckets() {
        return new OtlpSchema().add("offset", 1, Kind.ZIGZAG).add("bucketCounts", 2, Kind.VARINT);
    }

    private static OtlpSchema summary() {
        OtlpSchema quantile = new OtlpSchema().add("quantile", 1, Kind.DOUBLE).add("value", 2, Kind.DOUBLE);
        return point().add("count", 4, Kind.FIXED64).add("sum", 5, Kind.DOUBLE).nest("quantileValues", 6, quantile)
                .nest("attributes", 7, OtlpSchema.attribute()).add("flags", 8, Kind.VARINT);
    }

    private static OtlpSchema exemplar() {
        return new OtlpSchema().add("timeUnixNano", 2, Kind.FIXED64).add("asDouble", 3, Kind.DOUBLE)
                .add("spanId", 4, Kind.HEX).add("traceId", 5, Kind.HEX).add("asInt", 6, Kind.FIXED64)
                .nest("filteredAttributes", 7, OtlpSchema.attribute());
    }
}
