package dev.tributary.aggregator.storage.logs.head;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.merge.HiddenEntries;
import dev.tributary.aggregator.storage.logs.merge.TableMerge;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.Needle;
import dev.tributary.testkit.Seeded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogHeadTest {
    private static final byte[] NO_METADATA = new byte[]{0};
    private static final int REF = 7;

    private final LogHead head = new LogHead(1 << 20);

    private record Line(long nanos, String text) {
    }

    private static void append(LogGeneration generation, Line line) {
        byte[] text = line.text.getBytes(StandardCharsets.UTF_8);
        generation.append(REF, line.nanos, text, 0, text.length, NO_METADATA, 0, NO_METADATA.length);
    }

    private static List<Line> read(LogGeneration generation, @Nullable LineSearch search) {
        BufferSource source = generation.source(REF, HiddenEntries.NONE);
        List<Line> found = new ArrayList<>();
        if (source == null) {
            return found;
        }
        try (TableMerge merge = new TableMerge(List.of(source), Long.MIN_VALUE, Long.MAX_VALUE, LogDirection.FORWARD,
                search, () -> {
                })) {
            while (merge.next()) {
                found.add(new Line(merge.timestampNanos(), merge.line()));
            }
        }
        return found;
    }

    /** Short lines and some that fill pages, each of them another. */
    private static List<Line> lines(Random random, int count, boolean ordered) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = switch (random.nextInt(20)) {
                case 0 -> random.nextInt(100_000);
                case 1 -> random.nextInt(10_000);
                default -> random.nextInt(200);
            };
            String mark = random.nextInt(10) == 0 ? "needle " : "";
            lines.add(new Line(ordered ? i : random.nextInt(1000), i + " " + mark + "x".repeat(length)));
        }
        return lines;
    }

    @Seeded(runs = 20)
    void linesAreFoundInOrderOfTimeWhateverTheirLengths(Random random) {
        head.begin(1);
        List<Line> lines = lines(random, 1 + random.nextInt(300), random.nextBoolean());
        lines.forEach(line -> append(head.active(), line));
        List<Line> sorted = lines.stream().sorted(Comparator.comparingLong(Line::nanos)).toList();
        assertThat(read(head.active(), null)).isEqualTo(sorted);
        assertThat(read(head.active(), new LineSearch(List.of(Needle.of("needle"))))).isEqualTo(
                sorted.stream().filter(line -> line.text.contains("needle")).toList());
        BufferSource source = head.active().source(REF, HiddenEntries.NONE);
        assertThat(source == null ? -1 : source.textBytes())
                .isEqualTo(lines.stream().mapToLong(line -> line.text.length()).sum());
    }

    @Test
    void memoryServesAgainOnlyWhenItsReadersHaveLeft() {
        head.begin(1);
        Line line = new Line(1, "of the first generation");
        append(head.active(), line);
        List<LogGeneration> read = head.acquire();
        head.begin(2);
        head.retire(read.getFirst());
        assertThat(head.spareBytes()).isZero();
        append(head.active(), new Line(1, "of the second generation"));
        assertThat(read(read.getFirst(), null)).containsExactly(line);
        read.getFirst().release();
        assertThat(head.spareBytes()).isPositive();
        assertThat(read.getFirst().source(REF, HiddenEntries.NONE)).isNull();
        assertThat(head.acquire()).hasSize(1);
    }

    @Test
    void spareMemoryIsBoundedAndGivenBackWhenItIsNotNeeded() {
        for (int number = 1; number <= 3; number++) {
            head.begin(number);
            for (int i = 0; i < 20_000; i++) {
                append(head.active(), new Line(i,
                        "a line of some hundred bytes, over and over again, as there are many of them in the world"));
            }
            if (number > 1) {
                head.retire(head.generations().getFirst());
                assertThat(head.spareBytes()).isBetween(1L << 19, 1L << 20);
            }
        }
        head.trim();
        head.trim();
        assertThat(head.spareBytes()).isZero();
    }
}
