package dev.tributary.queryapi.json;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.QueryValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResultJsonTest {
    private static final NativeHistogram EXPONENTIAL = NativeHistogram.builder().schema(0).count(23).sum(-4.5)
            .zero(0.001, 2).positive(new int[]{0, 2, 1, 1}, new double[]{5, 0, 4})
            .negative(new int[]{0, 1, 2, 2}, new double[]{1, 8, 3}).build();

    @Test
    void aScalarShowsItsTimeAsAPlainNumberAndItsValueInFixedNotation() {
        assertThat(result(new QueryValue.Scalar(1700000436690L, 1e21)))
                .isEqualTo("{\"resultType\":\"scalar\",\"result\":[1700000436.69,\"1000000000000000000000\"]}");
        assertThat(result(new QueryValue.Scalar(4000, Double.NaN)))
                .isEqualTo("{\"resultType\":\"scalar\",\"result\":[4,\"NaN\"]}");
    }

    @Test
    void aStringIsAPairToo() {
        assertThat(result(new QueryValue.Text(0, "a\"b")))
                .isEqualTo("{\"resultType\":\"string\",\"result\":[0,\"a\\\"b\"]}");
    }

    @Test
    void emptyResultsAreEmptyArrays() {
        assertThat(result(new QueryValue.Vector(List.of()))).isEqualTo("{\"resultType\":\"vector\",\"result\":[]}");
        assertThat(result(new QueryValue.Matrix(List.of()))).isEqualTo("{\"resultType\":\"matrix\",\"result\":[]}");
    }

    @Test
    void aVectorHasOneValueOrHistogramForEachSeries() {
        QueryValue vector = new QueryValue.Vector(
                List.of(new QueryValue.VectorSample(Labels.of("__name__", "up", "a", "b"), 1500, -0.0, null),
                        new QueryValue.VectorSample(Labels.EMPTY, 1000, 0,
                                NativeHistogram.builder().count(0).sum(0).build())));
        assertThat(result(vector)).isEqualTo("{\"resultType\":\"vector\",\"result\":["
                + "{\"metric\":{\"__name__\":\"up\",\"a\":\"b\"},\"value\":[1.500,\"-0\"]},"
                + "{\"metric\":{},\"histogram\":[1,{\"count\":\"0\",\"sum\":\"0\"}]}]}");
    }

    @Test
    void aMatrixKeepsFloatsAndHistogramsApart() {
        SampleColumns mixed = new SampleColumns();
        mixed.add(1000, 1.5);
        mixed.add(2000, NativeHistogram.builder().schema(NativeHistogram.CUSTOM_SCHEMA).count(3).sum(4)
                .customBounds(new double[]{1, 2.5}).positive(new int[]{0, 3}, new double[]{1, 0, 2}).build());
        mixed.add(3000, Double.POSITIVE_INFINITY);
        QueryValue matrix = new QueryValue.Matrix(List.of(new QueryValue.MatrixSeries(Labels.of("x", "y"), mixed)));
        assertThat(result(matrix)).isEqualTo("{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"x\":\"y\"},"
                + "\"values\":[[1,\"1.5\"],[3,\"+Inf\"]],\"histograms\":[[2,{\"count\":\"3\",\"sum\":\"4\","
                + "\"buckets\":[[3,\"-Inf\",\"1\",\"1\"],[0,\"2.5\",\"+Inf\",\"2\"]]}]]}]}");
    }

    @Test
    void aSeriesOfHistogramsHasNoValues() {
        SampleColumns only = new SampleColumns();
        only.add(1000, EXPONENTIAL);
        assertThat(result(new QueryValue.Matrix(List.of(new QueryValue.MatrixSeries(Labels.EMPTY, only)))))
                .contains("{\"metric\":{},\"histograms\":[[1,").doesNotContain("values");
    }

    @Test
    void bucketsRiseFromTheMostNegativeAndEmptyOnesAreLeftOut() {
        // Negative buckets at 0, 3 and 4; zero bucket; positive buckets at 0, 1 (empty) and 3.
        assertThat(Collected.json(json -> HistogramJson.write(EXPONENTIAL, json)))
                .isEqualTo("{\"count\":\"23\",\"sum\":\"-4.5\",\"buckets\":[[1,\"-16\",\"-8\",\"3\"],"
                        + "[1,\"-8\",\"-4\",\"8\"],[1,\"-1\",\"-0.5\",\"1\"],[3,\"-0.001\",\"0.001\",\"2\"],"
                        + "[0,\"0.5\",\"1\",\"5\"],[0,\"4\",\"8\",\"4\"]]}");
    }

    @Test
    void aWideZeroBucketTakesItsPartOfTheBucketsItReachesInto() {
        NativeHistogram wide = NativeHistogram.builder().schema(0).count(6).sum(1).zero(0.75, 2)
                .positive(new int[]{0, 1}, new double[]{3}).negative(new int[]{0, 1}, new double[]{1}).build();
        assertThat(Collected.json(json -> HistogramJson.write(wide, json)))
                .contains("[1,\"-1\",\"-0.75\",\"1\"],[3,\"-0.75\",\"0.75\",\"2\"],[0,\"0.75\",\"1\",\"3\"]");
    }

    private static String result(QueryValue value) {
        return Collected.json(json -> {
            json.beginObject();
            ResultJson.write(value, json);
            json.endObject();
        });
    }
}
