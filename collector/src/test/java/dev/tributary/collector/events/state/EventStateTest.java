package dev.tributary.collector.events.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EventStateTest {
    private static final StateLimits LIMITS = new StateLimits(1000, Duration.ofHours(1), 4);
    private static final long HOUR = 3_600_000;

    @TempDir
    Path directory;
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("events").resolve("state");
    }

    private EventState open() throws IOException {
        return EventState.open(file, LIMITS);
    }

    private static EventSeries series(String reason) {
        return new EventSeries("shop", "Pod", reason, "Normal");
    }

    private static KnownEvent known(String uid, long count) {
        return new KnownEvent(uid, "*", count, count * 10, 0);
    }

    private static StateChange change(String position, String uid, long count) {
        return new StateChange(Map.of("*", position), List.of(known(uid, count)),
                List.of(new EventTotal(series("BackOff"), count, 5)));
    }

    @Test
    void whatIsPutIsThereAgain() throws IOException {
        try (EventState state = open()) {
            assertThat(state.position("*")).isNull();
            state.put(change("7", "a", 1), 0);
            state.put(change("9", "a", 3), 0);
        }
        try (EventState state = open()) {
            assertThat(state.position("*")).isEqualTo("9");
            assertThat(state.known("a")).isEqualTo(known("a", 3));
            assertThat(state.totals()).containsExactly(new EventTotal(series("BackOff"), 3, 5));
        }
    }

    @Test
    void everyCutLosesWholeChangesFromTheEndOnly() throws IOException {
        List<Long> ends = new ArrayList<>();
        try (EventState state = open()) {
            ends.add(Files.size(file));
            for (int i = 1; i <= 5; i++) {
                state.put(change(Integer.toString(i), "ü" + i, i), 0);
                ends.add(Files.size(file));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length += 7) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            try (EventState state = open()) {
                long kept = 0;
                for (int i = 1; i < ends.size(); i++) {
                    kept = length >= ends.get(i) - 1 ? i : kept;
                }
                assertThat(state.knownSize()).as("cut at " + length).isEqualTo((int) kept);
                assertThat(state.position("*")).isEqualTo(kept == 0 ? null : Long.toString(kept));
                state.put(change("99", "later", 1), 0);
            }
            try (EventState state = open()) {
                assertThat(state.position("*")).as("written after the cut").isEqualTo("99");
            }
        }
    }

    @Test
    void aDamagedLineEndsTheFile() throws IOException {
        try (EventState state = open()) {
            state.put(change("1", "a", 1), 0);
            state.put(change("2", "b", 2), 0);
        }
        List<String> lines = Files.readAllLines(file);
        int last = lines.size() - 1;
        lines.set(last, lines.get(last).replace("\"b\"", "\"c\""));
        Files.write(file, lines);
        try (EventState state = open()) {
            assertThat(state.position("*")).isEqualTo("1");
            assertThat(state.known("c")).isNull();
        }
        Files.writeString(file, "something else\n");
        try (EventState state = open()) {
            assertThat(state.position("*")).isNull();
        }
    }

    @Test
    void theFileIsReplacedBeforeItGrowsForEver() throws IOException {
        try (EventState state = open()) {
            for (int i = 0; i < 3000; i++) {
                List<KnownEvent> some = new ArrayList<>();
                for (int j = 0; j < 10; j++) {
                    some.add(known("event-" + j, i + 1));
                }
                state.put(new StateChange(Map.of("*", "v" + i), some, List.of()), 0);
            }
            assertThat(Files.size(file)).isLessThan(2 << 20).isEqualTo(state.bytes());
        }
        try (EventState state = open()) {
            assertThat(state.position("*")).isEqualTo("v2999");
            assertThat(state.known("event-9")).isEqualTo(known("event-9", 3000));
        }
    }

    @Test
    void beyondTheLimitWhatIsGoneIsForgottenFirst() throws IOException {
        try (EventState state = EventState.open(file, new StateLimits(100, Duration.ofHours(1), 4))) {
            List<KnownEvent> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(known("e" + i, i + 1));
            }
            state.put(new StateChange(Map.of(), all, List.of()), 0);
            state.put(new StateChange(Map.of(), List.of(known("e99", 100).gone(1)), List.of()), 1);
            state.put(new StateChange(Map.of(), List.of(known("new", 500)), List.of()), 2);
            assertThat(state.knownSize()).isLessThanOrEqualTo(100);
            assertThat(state.known("e99")).as("gone").isNull();
            assertThat(state.known("e0")).as("happened longest ago").isNull();
            assertThat(state.known("new")).isNotNull();
        }
    }

    @Test
    void whatAListDoesNotHoldIsGone() throws IOException {
        try (EventState state = open()) {
            state.put(new StateChange(Map.of(), List.of(known("a", 1), known("b", 1),
                    new KnownEvent("elsewhere", "shop", 1, 1, 0)), List.of()), 0);
            assertThat(state.goneFrom("*", Set.of("a"), 50)).containsExactly(known("b", 1).gone(50));
            assertThat(state.leftOver(Set.of("*"), 60))
                    .containsExactly(new KnownEvent("elsewhere", "shop", 1, 1, 60));
        }
    }

    @Test
    void furtherSeriesTakeThePlaceOfOnesThatRest() throws IOException {
        try (EventState state = open()) {
            for (String reason : List.of("A", "B", "C", "D")) {
                count(state, reason, 1, 0);
            }
            count(state, "E", 2, 60_000);
            assertThat(state.totals()).as("none has rested for an hour").extracting(total -> total.series().reason())
                    .containsExactlyInAnyOrder("A", "B", "C", "D", "_overflow");
            for (String reason : List.of("B", "C", "D")) {
                count(state, reason, 1, HOUR);
            }
            count(state, "F", 3, 2 * HOUR);
            assertThat(state.totals()).contains(new EventTotal(series("F"), 3, 2 * HOUR))
                    .extracting(total -> total.series().reason()).doesNotContain("A");
        }
        try (EventState state = open()) {
            assertThat(state.totals()).as("read from the file").extracting(total -> total.series().reason())
                    .contains("F").doesNotContain("A");
        }
    }

    private static void count(EventState state, String reason, long occurrences, long nowMillis) throws IOException {
        state.put(new StateChange(Map.of(), List.of(), state.counted(Map.of(series(reason), occurrences), nowMillis)),
                nowMillis);
    }
}
