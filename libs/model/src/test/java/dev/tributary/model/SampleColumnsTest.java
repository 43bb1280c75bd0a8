package dev.tributary.model;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SampleColumnsTest {
    private static final NativeHistogram EMPTY = NativeHistogram.builder().build();

    private final SampleColumns columns = new SampleColumns(1);

    @Test
    void growsAndKeepsEveryRow() {
        for (int i = 0; i < 1000; i++) {
            if (i % 10 == 3) {
                columns.add(i, EMPTY);
            } else {
                columns.add(i, i / 2.0);
            }
            columns.startOfLast(i % 7 == 0 ? i + 1 : 0);
        }
        assertThat(columns.size()).isEqualTo(1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(columns.timestamp(i)).isEqualTo(i);
            assertThat(columns.value(i)).isEqualTo(i % 10 == 3 ? 0 : i / 2.0);
            assertThat(columns.histogram(i)).isSameAs(i % 10 == 3 ? EMPTY : null);
            assertThat(columns.start(i)).isEqualTo(i % 7 == 0 ? i + 1 : 0);
        }
        assertThat(columns.hasHistograms()).isTrue();
        assertThat(columns.hasStarts()).isTrue();
    }

    @Test
    void clearingForgetsHistogramsAndStarts() {
        columns.add(1, EMPTY);
        columns.startOfLast(5);
        columns.clear();
        columns.add(2, 1.0);
        assertThat(columns.hasHistograms()).isFalse();
        assertThat(columns.histogram(0)).isNull();
        assertThat(columns.start(0)).isZero();
        assertThat(columns.size()).isEqualTo(1);
    }

    @Test
    void plainFloatsNeedNoFurtherColumns() {
        columns.add(1, 2.0);
        columns.startOfLast(0);
        assertThat(columns.hasStarts()).isFalse();
        assertThat(columns.hasHistograms()).isFalse();
    }

    @Test
    void retainsAMiddlePart() {
        for (int i = 0; i < 20; i++) {
            if (i == 5 || i == 15) {
                columns.add(i, EMPTY);
            } else {
                columns.add(i, i);
            }
            columns.startOfLast(i);
        }
        columns.retain(4, 8);
        assertThat(columns.size()).isEqualTo(4);
        assertThat(Arrays.copyOf(columns.timestamps(), 4)).containsExactly(4, 5, 6, 7);
        assertThat(columns.histogram(1)).isSameAs(EMPTY);
        assertThat(columns.start(3)).isEqualTo(7);
        columns.retain(2, 4);
        assertThat(columns.hasHistograms()).isFalse();
        columns.add(9, 9);
        assertThat(columns.start(2)).isZero();
        columns.retain(0, 1);
        assertThat(columns.size()).isEqualTo(1);
    }

    @Test
    void decodersMayWriteTheArraysThemselves() {
        columns.add(1, 10);
        columns.reserve(100);
        for (int i = 0; i < 100; i++) {
            columns.timestamps()[1 + i] = 2L + i;
            columns.values()[1 + i] = i;
        }
        columns.advance(100);
        assertThat(columns.size()).isEqualTo(101);
        assertThat(columns.timestamp(100)).isEqualTo(101);
        assertThat(columns.value(100)).isEqualTo(99);
    }

    @Test
    void staleMarkersKeepTheirBits() {
        columns.add(1, StaleMarker.VALUE);
        columns.add(2, Double.NaN);
        assertThat(StaleMarker.is(columns.value(0))).isTrue();
        assertThat(StaleMarker.is(columns.value(1))).isFalse();
        assertThat(StaleMarker.is(Double.longBitsToDouble(StaleMarker.NORMAL_NAN_BITS))).isFalse();
    }

    @Test
    void removesTimesOfARangeFromARowOn() {
        for (int i = 0; i < 20; i++) {
            if (i % 5 == 0) {
                columns.add(i, EMPTY);
            } else {
                columns.add(i, i);
            }
            columns.startOfLast(i % 3 == 0 ? i + 100 : 0);
        }
        columns.removeTimes(4, 2, 14);
        assertThat(Arrays.copyOf(columns.timestamps(), columns.size())).containsExactly(0, 1, 2, 3, 15, 16, 17, 18, 19);
        assertThat(columns.histogram(4)).isEqualTo(EMPTY);
        assertThat(columns.histogram(5)).isNull();
        assertThat(columns.value(5)).isEqualTo(16);
        assertThat(columns.start(4)).isEqualTo(115);
        assertThat(columns.start(5)).isZero();
        columns.removeTimes(0, 0, 15);
        assertThat(columns.hasHistograms()).isFalse();
        assertThat(columns.size()).isEqualTo(4);
        columns.removeTimes(0, 100, 200);
        assertThat(columns.size()).isEqualTo(4);
    }
}
