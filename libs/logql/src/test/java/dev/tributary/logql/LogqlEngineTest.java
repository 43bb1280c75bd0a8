package dev.tributary.logql;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.tributary.logql.LogqlException.Category;
import dev.tributary.logql.value.LogStream;
import dev.tributary.logql.value.LogqlValue;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.testkit.InMemoryLogStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class LogqlEngineTest {
    private static final List<String> LINES = IntStream.range(0, 1000)
            .mapToObj(i -> "{app=\"a\",pod=\"" + i % 10 + "\"} | " + i + " | line " + i).toList();

    private final InMemoryLogStore store = LogLines.store(LINES);

    private static LogqlEngine engine(EngineOptions options) {
        return new LogqlEngine(options);
    }

    private static RangeParameters lines(int limit, LogDirection direction) {
        return RangeParameters.lines(LogLines.EPOCH_NANOS, LogLines.nanos("1000"), limit, direction);
    }

    private static List<String> texts(LogqlResult result) {
        return ((LogqlValue.Streams) result.value()).streams().stream().map(LogStream::lines)
                .flatMap(List::stream).map(line -> line.line()).sorted().toList();
    }

    @Test
    void theLimitCountsLinesOfAllStreamsInOrderOfTime() {
        LogqlResult newest = engine(EngineOptions.DEFAULT).range(store, "{app=\"a\"}",
                lines(3, LogDirection.BACKWARD), QueryOptions.DEFAULT);
        assertThat(texts(newest)).containsExactly("line 997", "line 998", "line 999");
        LogqlResult oldest = engine(EngineOptions.DEFAULT).range(store, "{app=\"a\"}", lines(3, LogDirection.FORWARD),
                QueryOptions.DEFAULT);
        assertThat(texts(oldest)).containsExactly("line 0", "line 1", "line 2");
    }

    @Test
    void aFewLinesNeedNotReadTheWholeRange() {
        LogqlResult result = engine(EngineOptions.DEFAULT).range(store, "{app=\"a\"}", lines(3, LogDirection.BACKWARD),
                QueryOptions.DEFAULT);
        assertThat(result.stats().linesProcessed()).isEqualTo(3);
        assertThat(result.stats().bytesProcessed()).isEqualTo(24);
        assertThat(result.stats().entriesReturned()).isEqualTo(3);
    }

    @Test
    void anIntervalLeavesLinesOut() {
        RangeParameters range = new RangeParameters(LogLines.EPOCH_NANOS, LogLines.nanos("100"), 1, 10,
                LogDirection.FORWARD, 30 * LogLines.SECOND);
        LogqlResult result = engine(EngineOptions.DEFAULT).range(store, "{app=\"a\"}", range, QueryOptions.DEFAULT);
        assertThat(texts(result)).containsExactly("line 0", "line 30", "line 60", "line 90");
    }

    @Test
    void limitsEndQueries() {
        EngineOptions few = new EngineOptions(1000, 0, 100, 5, 0, 100, Duration.ofMinutes(1), 1);
        LogqlEngine engine = engine(few);
        assertThatThrownBy(() -> engine.range(store, "{app=\"a\"} |= \"nothing\"",
                lines(10, LogDirection.FORWARD), QueryOptions.DEFAULT)).isInstanceOfSatisfying(LogqlException.class,
                        e -> assertThat(e.category()).isEqualTo(Category.LIMIT))
                .hasMessageContaining("would read too many bytes");
        assertThatThrownBy(() -> engine.instant(store, "count_over_time({app=\"a\"}[100s])", LogLines.nanos("60"),
                QueryOptions.DEFAULT)).hasMessageStartingWith("maximum number of series (5) reached");
        assertThatThrownBy(() -> engine.range(store, "vector(1)",
                RangeParameters.metric(0, 1000 * LogLines.SECOND, LogLines.SECOND), QueryOptions.DEFAULT))
                .hasMessageStartingWith("exceeded maximum resolution of 100 points");
        assertThatThrownBy(() -> engine.range(store, "sum(rate({app=\"a\"}[1s]))",
                RangeParameters.metric(LogLines.EPOCH_NANOS, LogLines.nanos("90"), LogLines.SECOND),
                QueryOptions.DEFAULT)).hasMessageContaining("too many samples");
    }

    @Test
    void linesHaveALimit() {
        EngineOptions few = new EngineOptions(0, 10, 1000, 500, 0, 100, Duration.ofMinutes(1), 1);
        assertThatThrownBy(() -> engine(few).range(store, "{app=\"a\"} |= \"nothing\"",
                lines(10, LogDirection.FORWARD), QueryOptions.DEFAULT)).hasMessageContaining("too many lines");
    }

    @Test
    void streamsHaveALimit() {
        EngineOptions few = new EngineOptions(0, 0, 1000, 500, 3, 100, Duration.ofMinutes(1), 1);
        assertThatThrownBy(() -> engine(few).range(store, "{app=\"a\"}", lines(10, LogDirection.FORWARD),
                QueryOptions.DEFAULT)).hasMessageContaining("selects more than 3 streams");
    }

    @Test
    void aQueryEndsWhenNobodyWaitsOrTimeIsUp() {
        assertThatThrownBy(() -> engine(EngineOptions.DEFAULT).range(store, "{app=\"a\"}",
                lines(10, LogDirection.FORWARD), new QueryOptions(null, () -> true, false)))
                .isInstanceOfSatisfying(LogqlException.class,
                        e -> assertThat(e.category()).isEqualTo(Category.CANCELED));
        AtomicInteger calls = new AtomicInteger();
        LogqlEngine slow = new LogqlEngine(EngineOptions.DEFAULT, () -> calls.getAndIncrement() * LogLines.SECOND,
                true);
        assertThatThrownBy(() -> slow.range(store, "{app=\"a\"} |= \"nothing\"", lines(10, LogDirection.FORWARD),
                new QueryOptions(Duration.ofSeconds(2), () -> false, false)))
                .isInstanceOfSatisfying(LogqlException.class,
                        e -> assertThat(e.category()).isEqualTo(Category.TIMEOUT));
    }

    @Test
    void parametersAreChecked() {
        LogqlEngine engine = engine(EngineOptions.DEFAULT);
        assertThatThrownBy(() -> engine.range(store, "{app=\"a\"}", lines(0, LogDirection.FORWARD),
                QueryOptions.DEFAULT)).hasMessage("limit must be a positive value");
        assertThatThrownBy(() -> engine.range(store, "vector(1)", RangeParameters.metric(1, 0, 1),
                QueryOptions.DEFAULT)).hasMessageContaining("end timestamp");
        assertThatThrownBy(() -> engine.range(store, "vector(1)", RangeParameters.metric(0, 1, 0),
                QueryOptions.DEFAULT)).hasMessageContaining("resolution step");
    }

    /** A store that has something to say of what it reads. */
    private record Damaged(LogReader whole) implements LogReader {
        @Override
        public LogSelection select(LogQuery query) {
            LogSelection selection = whole.select(query);
            return new LogSelection() {
                @Override
                public List<? extends StoredStream> streams() {
                    return selection.streams();
                }

                @Override
                public List<String> warnings() {
                    return List.of("a block is damaged");
                }

                @Override
                public void close() {
                    selection.close();
                }
            };
        }

        @Override
        public List<String> labelNames(LogQuery query) {
            return whole.labelNames(query);
        }

        @Override
        public List<String> labelValues(String name, LogQuery query) {
            return whole.labelValues(name, query);
        }
    }

    @Test
    void warningsOfTheStoreReachTheAskerOnce() {
        LogqlResult result = engine(EngineOptions.DEFAULT).range(new Damaged(store), "{app=\"a\"} |= \"nothing\"",
                lines(3, LogDirection.BACKWARD), QueryOptions.DEFAULT);
        assertThat(result.warnings()).containsExactly("a block is damaged");
        assertThat(engine(EngineOptions.DEFAULT).instant(new Damaged(store), "count_over_time({app=\"a\"}[1m])",
                LogLines.nanos("60"), QueryOptions.DEFAULT).warnings()).containsExactly("a block is damaged");
    }

    @Test
    void livePipelinesKeepLabelsApart() {
        LogPipeline pipeline = LogqlEngine.pipeline("{app=\"a\"} |= \"x\" | logfmt");
        assertThat(pipeline.matchers()).hasSize(1);
        assertThat(pipeline.process(Labels.of("app", "a"), new LogEntry(1, "k=v"))).isNull();
        LogPipeline.Passed passed = pipeline.process(Labels.of("app", "a"),
                new LogEntry(1, "k=x", Labels.of("trace", "t")));
        assertThat(passed).isNotNull();
        assertThat(String.valueOf(passed)).contains("stream={app=\"a\"}", "metadata={trace=\"t\"}",
                "parsed={k=\"x\"}");
        assertThatThrownBy(() -> LogqlEngine.pipeline("rate({app=\"a\"}[1m])"))
                .hasMessage("only log selector is supported");
    }

    @Test
    void queriesAreLaidOut() {
        assertThat(LogqlEngine.format("{ app = \"a\" }|=\"x\"|logfmt")).isEqualTo("{app=\"a\"} |= \"x\" | logfmt");
        assertThat(LogqlEngine.selector("")).isEmpty();
        assertThatThrownBy(() -> LogqlEngine.format("{")).isInstanceOf(LogqlException.class);
    }
}
