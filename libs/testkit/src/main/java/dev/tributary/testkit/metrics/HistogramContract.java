package dev.tributary.testkit.metrics;

import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.Test;

import static dev.tributary.testkit.metrics.StoreUnderTest.inEast;
import static org.assertj.core.api.Assertions.assertThat;

/** Native histograms among the samples of a series. */
interface HistogramContract extends StoreUnderTest {
    private static NativeHistogram intHistogram(int scale) {
        return NativeHistogram.builder().integer(true).schema(3).zero(1e-6, 2).count(2.0 + 6 * scale).sum(18.4 * scale)
                .positive(new int[]{-2, 2, 3, 1}, new double[]{scale, 2.0 * scale, scale})
                .negative(new int[]{0, 1}, new double[]{2.0 * scale}).resetHint(NativeHistogram.ResetHint.NOT_RESET)
                .build();
    }

    @Test
    default void histogramsOfAllKindsAreReadBackEqual() {
        NativeHistogram floats = NativeHistogram.builder().schema(-4).zero(0.001, 0.5).count(4.25).sum(-1.5)
                .positive(new int[]{7, 1}, new double[]{3.75}).resetHint(NativeHistogram.ResetHint.GAUGE).build();
        NativeHistogram custom = NativeHistogram.builder().integer(true).schema(NativeHistogram.CUSTOM_SCHEMA).count(6)
                .sum(9.5).positive(new int[]{0, 3}, new double[]{1, 2, 3}).customBounds(new double[]{-1, 2.5}).build();
        NativeHistogram empty = NativeHistogram.builder().integer(true).schema(0).build();
        List<NativeHistogram> all = List.of(intHistogram(1), intHistogram(2), floats, custom, empty);
        TestWriter writer = east();
        for (int i = 0; i < all.size(); i++) {
            writer.histogram(UP, t0() + i, all.get(i));
        }
        assertThat(writer.commit().histograms()).isEqualTo(all.size());
        SampleColumns columns = read(inEast(UP));
        assertThat(columns.size()).isEqualTo(all.size());
        for (int i = 0; i < all.size(); i++) {
            assertThat(columns.histogram(i)).isEqualTo(all.get(i));
        }
    }

    @Test
    default void floatsAndHistogramsMayAlternateInOneSeries() {
        east().sample(UP, t0(), 1).histogram(UP, t0() + 1, intHistogram(1)).sample(UP, t0() + 2, 2)
                .histogram(UP, t0() + 3, intHistogram(2)).commit();
        SampleColumns columns = read(inEast(UP));
        assertThat(columns.size()).isEqualTo(4);
        assertThat(columns.histogram(0)).isNull();
        assertThat(columns.histogram(1)).isEqualTo(intHistogram(1));
        assertThat(columns.value(2)).isEqualTo(2);
        assertThat(columns.histogram(3)).isEqualTo(intHistogram(2));
    }

    @Test
    default void oneTimeHoldsOneHistogramAndNoFloatBesides() {
        TestWriter writer = east();
        writer.histogram(UP, t0(), intHistogram(1)).commit();
        assertThat(writer.histogram(UP, t0(), intHistogram(1)).commit().complete()).isTrue();
        assertThat(writer.histogram(UP, t0(), intHistogram(2)).commit().refused()).isEqualTo(1);
        assertThat(writer.sample(UP, t0(), 1).commit().refused()).isEqualTo(1);
        assertThat(read(inEast(UP)).histogram(0)).isEqualTo(intHistogram(1));
    }

    @Test
    default void lateHistogramsTakeTheirPlaceInTime() {
        TestWriter writer = east();
        writer.histogram(UP, t0() + 10, intHistogram(3)).commit();
        writer.histogram(UP, t0(), intHistogram(1)).commit();
        writer.histogram(UP, t0() + 5, intHistogram(2)).commit();
        SampleColumns columns = read(inEast(UP));
        for (int i = 0; i < 3; i++) {
            assertThat(columns.histogram(i)).isEqualTo(intHistogram(i + 1));
        }
    }
}
