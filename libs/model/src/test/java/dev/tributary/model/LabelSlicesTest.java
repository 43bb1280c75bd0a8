package dev.tributary.model;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LabelSlicesTest {
    private static LabelSlices of(String... pairs) {
        byte[] bytes = String.join("", pairs).getBytes(StandardCharsets.UTF_8);
        LabelSlices slices = new LabelSlices();
        slices.reset(bytes);
        int at = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            int name = pairs[i].getBytes(StandardCharsets.UTF_8).length;
            int value = pairs[i + 1].getBytes(StandardCharsets.UTF_8).length;
            slices.add(at, name, at + name, value);
            at += name + value;
        }
        return slices;
    }

    @Test
    void aLabelSetComesBackEqual() {
        Labels labels = Labels.of("__name__", "up", "\u00e9", "\uD83D\uDE00", "job", "node");
        LabelSlices slices = new LabelSlices();
        slices.set(labels);
        assertThat(slices.toLabels()).isEqualTo(labels);
        assertThat(slices.isSortedAndUnique()).isTrue();
        assertThat(slices).hasToString(labels.toString());
        assertThat(slices.bytes()).hasSize(labels.utf8Length());
    }

    @Test
    void normalFormIsSortedUniqueAndWithoutEmptyValues() {
        assertThat(of("a", "1", "b", "2").isSortedAndUnique()).isTrue();
        assertThat(of().isSortedAndUnique()).isTrue();
        assertThat(of("b", "1", "a", "2").isSortedAndUnique()).isFalse();
        assertThat(of("a", "1", "a", "2").isSortedAndUnique()).isFalse();
        assertThat(of("a", "").isSortedAndUnique()).isFalse();
    }

    @Test
    void sortingOrdersByBytesAndKeepsDuplicatesInOrder() {
        LabelSlices slices = of("\uD83D\uDE00", "1", "b", "2", "\uFF5E", "3", "a", "4", "b", "5", "", "6");
        slices.sort();
        assertThat(slices.size()).isEqualTo(6);
        assertThat(slices.name(0)).isEmpty();
        assertThat(slices.name(1)).isEqualTo("a");
        assertThat(slices.value(2)).isEqualTo("2");
        assertThat(slices.value(3)).isEqualTo("5");
        assertThat(slices.compareNames(2, 3)).isZero();
        assertThat(slices.name(4)).isEqualTo("\uFF5E");
        assertThat(slices.name(5)).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void manyLabelsFit() {
        LabelSlices slices = new LabelSlices();
        byte[] bytes = new byte[200];
        slices.reset(bytes);
        for (int i = 0; i < 100; i++) {
            bytes[2 * i] = (byte) (i + 1);
            bytes[2 * i + 1] = 'v';
            slices.add(2 * i, 1, 2 * i + 1, 1);
        }
        assertThat(slices.size()).isEqualTo(100);
        assertThat(slices.isSortedAndUnique()).isTrue();
        assertThat(slices.nameOffset(99)).isEqualTo(198);
        assertThat(slices.nameLength(99)).isEqualTo(1);
        assertThat(slices.valueOffset(99)).isEqualTo(199);
        slices.reset(bytes);
        assertThat(slices.size()).isZero();
    }
}
