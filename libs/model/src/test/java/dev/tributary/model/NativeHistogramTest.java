package dev.tributary.model;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NativeHistogramTest {
    private static NativeHistogram.Builder valid() {
        return NativeHistogram.builder().integer(true).schema(2).zero(0.001, 2).count(11).sum(5.5)
                .positive(new int[]{-1, 2, 3, 1}, new double[]{1, 2, 3}).negative(new int[]{0, 1}, new double[]{3});
    }

    private static NativeHistogram.Builder custom() {
        return NativeHistogram.builder().schema(NativeHistogram.CUSTOM_SCHEMA).count(3).sum(1)
                .positive(new int[]{1, 2}, new double[]{1, 2}).customBounds(new double[]{-1, 0.5});
    }

    @Test
    void holdsWhatItWasGiven() {
        NativeHistogram h = valid().resetHint(NativeHistogram.ResetHint.RESET).build();
        assertThat(h.isInteger()).isTrue();
        assertThat(h.schema()).isEqualTo(2);
        assertThat(h.zeroThreshold()).isEqualTo(0.001);
        assertThat(h.zeroCount()).isEqualTo(2);
        assertThat(h.count()).isEqualTo(11);
        assertThat(h.sum()).isEqualTo(5.5);
        assertThat(h.positiveSpans()).containsExactly(-1, 2, 3, 1);
        assertThat(h.positiveBuckets()).containsExactly(1, 2, 3);
        assertThat(h.negativeSpans()).containsExactly(0, 1);
        assertThat(h.negativeBuckets()).containsExactly(3);
        assertThat(h.resetHint()).isEqualTo(NativeHistogram.ResetHint.RESET);
        assertThat(h.toBuilder().build()).isEqualTo(h).hasSameHashCodeAs(h);
        assertThat(h).isNotEqualTo(h.toBuilder().sum(6).build()).isNotEqualTo(valid().build());
        assertThat(h.toString()).contains("schema:2").contains("count:11");
        assertThat(custom().build().hasCustomBounds()).isTrue();
    }

    @Test
    void everySchemaFromMinusFourToEightIsValid() {
        for (int schema = NativeHistogram.SCHEMA_MIN; schema <= NativeHistogram.SCHEMA_MAX; schema++) {
            assertThat(valid().schema(schema).build().schema()).isEqualTo(schema);
        }
    }

    @Test
    void observationsOfNanAreCountedInNoBucket() {
        assertThat(valid().sum(Double.NaN).count(12).build().count()).isEqualTo(12);
    }

    @Test
    void floatCountsNeedNotAddUp() {
        assertThat(valid().integer(false).count(10.75).build().count()).isEqualTo(10.75);
    }

    @Test
    void staleIsTheSumsBits() {
        assertThat(NativeHistogram.builder().sum(StaleMarker.VALUE).build().isStale()).isTrue();
        assertThat(NativeHistogram.builder().sum(Double.NaN).build().isStale()).isFalse();
    }

    @Test
    void resultsOfArithmeticAreNotChecked() {
        assertThat(valid().count(-5).buildUnchecked().count()).isEqualTo(-5);
    }

    static Stream<Arguments> broken() {
        return Stream.of(Arguments.of(valid().schema(9), "schema 9"), Arguments.of(valid().schema(-5), "schema -5"),
                Arguments.of(valid().customBounds(new double[]{1}), "custom bounds on exponential"),
                Arguments.of(valid().count(12), "count is 12"), Arguments.of(valid().count(-1), "negative count"),
                Arguments.of(valid().zero(0.1, -1), "zero bucket"),
                Arguments.of(valid().sum(Double.NaN).count(10), "count is 10"),
                Arguments.of(valid().positive(new int[]{0, 2}, new double[]{1}), "spans name 2 buckets but 1"),
                Arguments.of(valid().positive(new int[]{0}, new double[]{}), "not pairs"),
                Arguments.of(valid().positive(new int[]{0, 1, -1, 1}, new double[]{1, 5}), "negative offset"),
                Arguments.of(valid().negative(new int[]{0, -1}, new double[]{}), "negative length"),
                Arguments.of(valid().negative(new int[]{0, 1}, new double[]{-3}), "bucket is -3"),
                Arguments.of(custom().zero(0, 1), "zero bucket"),
                Arguments.of(custom().negative(new int[]{0, 1}, new double[]{1}), "negative buckets"),
                Arguments.of(custom().customBounds(new double[]{2, 1}), "do not rise"),
                Arguments.of(custom().customBounds(new double[]{1, Double.NaN}), "bound 1 is NaN"),
                Arguments.of(custom().customBounds(new double[]{1, Double.POSITIVE_INFINITY}), "bound 1 is Infinity"),
                Arguments.of(custom().customBounds(new double[]{1}), "bounds make 2"),
                Arguments.of(custom().positive(new int[]{-1, 2}, new double[]{1, 2}), "offset -1"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatNoHistogramCanBeIsRefusedByName(NativeHistogram.Builder builder, String problem) {
        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("invalid native histogram: ").hasMessageContaining(problem);
    }
}
