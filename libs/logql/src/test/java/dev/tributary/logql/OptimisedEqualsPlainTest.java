package dev.tributary.logql;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import dev.tributary.model.port.LogDirection;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.testkit.Seeded;

import static org.assertj.core.api.Assertions.assertThat;

/** Random queries over random logs: hints, early stops, slices of time and helping threads change no answer. */
final class OptimisedEqualsPlainTest {
    private static final LogqlEngine OPTIMISED = new LogqlEngine(EngineOptions.DEFAULT, System::nanoTime, true);
    private static final LogqlEngine SHARED = new LogqlEngine(
            new EngineOptions(0, 0, 20_000_000, 500, 0, 11_000, Duration.ofMinutes(1), 3), System::nanoTime, true);
    private static final LogqlEngine PLAIN = new LogqlEngine(EngineOptions.DEFAULT, System::nanoTime, false);

    @Seeded(runs = 400)
    void linesAreTheSame(Random random) {
        InMemoryLogStore store = new RandomLogs(random).store(60);
        String query = new RandomQuery(random).log();
        LogDirection direction = random.nextBoolean() ? LogDirection.FORWARD : LogDirection.BACKWARD;
        RangeParameters range = RangeParameters.lines(LogLines.EPOCH_NANOS, LogLines.nanos("3700"),
                random.nextInt(1, 80), direction);
        assertSame(store, query, range);
    }

    @Seeded(runs = 400)
    void numbersAreTheSame(Random random) {
        InMemoryLogStore store = new RandomLogs(random).store(60);
        String query = new RandomQuery(random).metric(2);
        RangeParameters range = RangeParameters.metric(LogLines.nanos("600"), LogLines.nanos("3000"),
                random.nextLong(1, 20) * 60 * LogLines.SECOND);
        assertSame(store, query, range);
    }

    private static void assertSame(InMemoryLogStore store, String query, RangeParameters range) {
        for (boolean categorize : new boolean[]{false, true}) {
            QueryOptions options = new QueryOptions(null, () -> false, categorize);
            List<String> plain = answer(PLAIN, store, query, range, options);
            assertThat(answer(OPTIMISED, store, query, range, options)).as(query).isEqualTo(plain);
            assertThat(answer(SHARED, store, query, range, options)).as(query).isEqualTo(plain);
        }
    }

    private static List<String> answer(LogqlEngine engine, InMemoryLogStore store, String query, RangeParameters range,
            QueryOptions options) {
        try {
            return AnswerText.of(engine.range(store, query, range, options).value());
        } catch (LogqlException e) {
            // Which entry fails first is no part of the answer.
            return List.of(e.category().toString());
        }
    }
}
