package dev.tributary.model;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HistogramBoundsTest {
    @Test
    void boundsHaveTheBitsThatPrometheusPrints() {
        assertThat(HistogramBounds.exponential(0, 0)).isEqualTo(1);
        assertThat(HistogramBounds.exponential(-1, 1)).isEqualTo(0.7071067811865475);
        assertThat(HistogramBounds.exponential(3, 2)).isEqualTo(2 * 0.8408964152537144);
        assertThat(HistogramBounds.exponential(-7, 3)).isEqualTo(0.5452538663326288);
        assertThat(HistogramBounds.exponential(-1, 3)).isEqualTo(0.9170040432046711);
        assertThat(HistogramBounds.exponential(-1, 5)).isEqualTo(0.9785720620876999);
        assertThat(HistogramBounds.exponential(12, 3)).isEqualTo(2.8284271247461900);
    }

    @Test
    void coarseSchemasStepByWholePowers() {
        assertThat(HistogramBounds.exponential(1, -1)).isEqualTo(4);
        assertThat(HistogramBounds.exponential(2, -4)).isEqualTo(Math.scalb(1.0, 32));
        assertThat(HistogramBounds.exponential(-1, -4)).isEqualTo(Math.scalb(1.0, -16));
    }

    @Test
    void theLastFiniteBucketEndsAtTheLargestDoubleAndTheNextAtInfinity() {
        assertThat(HistogramBounds.exponential(1024, 0)).isEqualTo(Double.MAX_VALUE);
        assertThat(HistogramBounds.exponential(1025, 0)).isInfinite();
        assertThat(HistogramBounds.exponential(64, -4)).isEqualTo(Double.MAX_VALUE);
        assertThat(HistogramBounds.exponential(65, -4)).isInfinite();
        assertThat(HistogramBounds.exponential(1024 << 8, 8)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void everySchemaHoldsTheBoundsOfTheOneBefore() {
        for (int schema = 1; schema <= NativeHistogram.SCHEMA_MAX; schema++) {
            for (int index = -300; index < 300; index++) {
                assertThat(HistogramBounds.exponential(2 * index, schema))
                        .isEqualTo(HistogramBounds.exponential(index, schema - 1));
                assertThat(HistogramBounds.exponential(index, schema))
                        .isLessThan(HistogramBounds.exponential(index + 1, schema));
            }
        }
    }

    @Test
    void customBoundsEndInTheInfinities() {
        NativeHistogram histogram = NativeHistogram.builder().schema(NativeHistogram.CUSTOM_SCHEMA)
                .customBounds(new double[]{1, 2.5}).build();
        assertThat(HistogramBounds.upper(histogram, -1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(HistogramBounds.upper(histogram, 0)).isEqualTo(1);
        assertThat(HistogramBounds.upper(histogram, 2)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> HistogramBounds.upper(histogram, 3)).hasMessageContaining("bucket 3 of 2");
    }
}
