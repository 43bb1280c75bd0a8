package dev.tributary.collector.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Ranges of names: what their conditions let through is what lies between the bounds, and neighbours leave nothing out. */
class NameRangeTest {
    private static final String[] PIECES = {"a", "b", "z", "_", "A", "0", ":", ".", "é", "\uD83D\uDE00", "up",
            "\u0001"};

    private static String name(RandomGenerator random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            name.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return name.toString();
    }

    private static boolean lets(NameRange range, String name) {
        return range.matchers().stream().allMatch(matcher -> matcher.matches(name));
    }

    @Seeded
    void everyNameIsLetThroughByTheOneRangeThatHoldsIt(RandomGenerator random) {
        TreeSet<String> bounds = new TreeSet<>(NameRange::compare);
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            bounds.add(name(random));
        }
        List<NameRange> ranges = new ArrayList<>();
        String from = "";
        for (String bound : bounds) {
            ranges.add(new NameRange(from, bound));
            from = bound;
        }
        ranges.add(new NameRange(from, ""));
        for (int i = 0; i < 20; i++) {
            String name = name(random);
            assertThat(ranges.stream().filter(range -> lets(range, name))).as(name).hasSize(1)
                    .allMatch(range -> range.contains(name));
        }
        for (String bound : bounds) {
            assertThat(ranges.stream().filter(range -> lets(range, bound))).singleElement()
                    .satisfies(range -> assertThat(range.from()).isEqualTo(bound));
        }
    }

    @Test
    void namesAreInTheOrderOfTheirCodePoints() {
        assertThat(Stream.of("\ud83d\ude00", "b", "\uff5e", "a_b", "", "a", "\ud83d\ude00b", "é")
                .sorted(NameRange::compare))
                .containsExactly("", "a", "a_b", "b", "é", "\uff5e", "\ud83d\ude00", "\ud83d\ude00b");
    }

    @Test
    void allNamesNeedNoCondition() {
        assertThat(NameRange.ALL.matchers()).isEmpty();
        assertThat(NameRange.ALL).hasToString("all names");
    }

    @Test
    void aRangeWithoutNamesIsRefused() {
        assertThatThrownBy(() -> new NameRange("b", "a")).hasMessageContaining("no name is from 'b' to below 'a'");
    }

    @Test
    void rangesMeetWhereTheyShareANameAndNotWhereTheyTouch() {
        assertThat(new NameRange("", "m").meets(new NameRange("m", ""))).isFalse();
        assertThat(new NameRange("", "n").meets(new NameRange("m", ""))).isTrue();
        assertThat(NameRange.ALL.meets(new NameRange("x", "y"))).isTrue();
    }
}
