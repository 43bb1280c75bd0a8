package dev.tributary.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LabelsTest {
    private static final Labels UP = Labels.of("job", "node", "__name__", "up");

    @Test
    void namesStandInByteOrderWhateverOrderTheyCameIn() {
        Labels labels = Labels.of("b", "1", "\uD83D\uDE00", "2", "B", "3", "\uFF5E", "4", "_", "5");
        assertThat(labels.names()).containsExactly("B", "_", "b", "\uFF5E", "\uD83D\uDE00");
        assertThat(labels.value(0)).isEqualTo("3");
        assertThat(labels.toMap().keySet()).containsExactlyElementsOf(labels.names());
    }

    @Test
    void textsOrderAsTheirUtf8Bytes() {
        int[] codePoints = {'a', 'z', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
        Random random = new Random(99);
        for (int run = 0; run < 20_000; run++) {
            String a = text(random, codePoints);
            String b = text(random, codePoints);
            int expected = Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8),
                    b.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(Labels.compareUtf8(a, b))).as(a + " " + b).isEqualTo(Integer.signum(expected));
        }
    }

    private static String text(Random random, int[] codePoints) {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            out.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return out.toString();
    }

    @Test
    void setsOrderByNameThenValueThenLength() {
        List<Labels> sorted = List.of(Labels.EMPTY, Labels.of("a", "1"), Labels.of("a", "1", "b", "1"),
                Labels.of("a", "2"),
                Labels.of("b", "0"));
        List<Labels> shuffled = new ArrayList<>(sorted.reversed());
        shuffled.sort(null);
        assertThat(shuffled).isEqualTo(sorted);
    }

    @Test
    void anEmptyValueIsAnAbsentLabel() {
        assertThat(Labels.of("a", "")).isEqualTo(Labels.EMPTY);
        assertThat(Labels.copyOf(Map.of("a", "", "b", "1"))).isEqualTo(Labels.of("b", "1"));
        assertThat(UP.with("job", "")).isEqualTo(Labels.of("__name__", "up"));
        assertThat(UP.get("nowhere")).isEmpty();
        assertThat(UP.find("nowhere")).isNull();
        assertThat(UP.find("job")).isEqualTo("node");
        assertThat(UP.has("job")).isTrue();
    }

    @Test
    void theLastValueOfANameHolds() {
        assertThat(Labels.of("a", "1", "a", "2")).isEqualTo(Labels.of("a", "2"));
        assertThat(Labels.of("a", "1", "a", "")).isEqualTo(Labels.EMPTY);
        assertThatThrownBy(() -> Labels.of("a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changesMakeNewSets() {
        assertThat(UP.with("a", "1")).isEqualTo(Labels.of("__name__", "up", "a", "1", "job", "node"));
        assertThat(UP.without("job")).isEqualTo(Labels.of("__name__", "up"));
        assertThat(UP.without("nowhere")).isSameAs(UP);
        assertThat(UP.withoutName()).isEqualTo(Labels.of("job", "node"));
        assertThat(UP.keepOnly(Set.of("job", "nowhere"))).isEqualTo(Labels.of("job", "node"));
        assertThat(UP.with("a", "1").dropAllOf(Set.of("a"))).isEqualTo(Labels.of("job", "node"));
        assertThat(UP.size()).isEqualTo(2);
        assertThat(UP.metricName()).isEqualTo("up");
    }

    @Test
    void aBuilderShowsWhatItHolds() {
        Labels.Builder builder = Labels.builder().set("b", "1").set("a", "2").remove("b").set("c", "3");
        assertThat(builder.get("a")).isEqualTo("2");
        assertThat(builder.get("b")).isEmpty();
        assertThat(builder.names()).containsExactly("a", "c");
        assertThat(builder.build()).isEqualTo(Labels.of("a", "2", "c", "3"));
    }

    @Test
    void equalSetsHaveEqualHashes() {
        Labels other = Labels.builder().set("__name__", "up").set("job", "node").build();
        assertThat(other).isEqualTo(UP).hasSameHashCodeAs(UP);
        assertThat(UP).isNotEqualTo(UP.with("job", "x")).isNotEqualTo("up");
        assertThat(Labels.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void sizeIsCountedInUtf8Bytes() {
        assertThat(Labels.of("a", "\u00e9", "\uD83D\uDE00", "b").utf8Length()).isEqualTo(1 + 2 + 4 + 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"__name__ up|up",
            "__name__ up job node|up{job=\"node\"}", "job node|{job=\"node\"}",
            "__name__ a.b|{\"a.b\"}", "__name__ a.b c d|{\"a.b\", c=\"d\"}", "a.b c d e|{\"a.b\"=\"c\", d=\"e\"}",
            "a \"\\|{a=\"\\\"\\\\\"}", "__name__ a:b c:d e|a:b{\"c:d\"=\"e\"}"})
    void printedAsPrometheusPrintsSeries(String pairs, String expected) {
        assertThat(Labels.of(pairs.split(" "))).hasToString(expected);
    }

    @Test
    void theEmptySetPrintsBraces() {
        assertThat(Labels.EMPTY).hasToString("{}");
    }
}
