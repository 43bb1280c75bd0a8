package dev.tributary.promql;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.QueryException.Category;
import dev.tributary.promql.script.MemoryScriptStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Queries that want too much or make no sense end with a clear error, soon, and without exhausting stack or memory. */
@Timeout(60)
final class HardeningTest {
    private static final String TOO_MANY = "query processing would load too many samples into memory in query execution";

    private final MemoryScriptStore store = new MemoryScriptStore();
    private final PromqlEngine engine = new PromqlEngine(options(1_000_000, Duration.ofMinutes(2)));

    private static EngineOptions options(long samplesMax, Duration timeout) {
        return new EngineOptions(Duration.ofMinutes(5), Duration.ofMinutes(1), samplesMax,
                EngineOptions.DEFAULT.bytesMax(), 0, timeout, Features.KNOWN,
                2);
    }

    @BeforeEach
    void someSeries() {
        for (int i = 0; i < 50; i++) {
            SampleColumns samples = new SampleColumns();
            for (int row = 0; row < 1000; row++) {
                samples.add(row * 1000L, row % 37);
            }
            store.load(Labels.of("__name__", "a", "i", "v" + i), samples);
        }
    }

    private QueryResult instant(String query) {
        return engine.instant(store, query, 500_000, QueryOptions.DEFAULT);
    }

    private void refused(String query, Category category, String message) {
        assertThatThrownBy(() -> instant(query)).isInstanceOfSatisfying(QueryException.class,
                e -> assertThat(e.category()).isEqualTo(category)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(|1|)", "-(|1|)", "- |1|", "abs(|a|)", "sum(|a|)", "1 + (|1|)", "2 ^ |2|",
            "max_over_time((|a|)[1m:1m])", "a[|(|1m|)|]", "a[|- |1m||]", "a[|1m + (|1m|)|]",
            "label_replace(|a|,\"\",\"\",\"\",\"\")"})
    void nestingIsLimited(String pattern) {
        for (int depth : new int[]{600, 100_000}) {
            refused(nested(pattern, depth), Category.BAD_DATA,
                    "expression is nested too deeply, the limit is 500 levels");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(|a|)", "-(|a|)", "abs(|a|)", "sum by (i) (|a|)", "1 + (|a|)", "|a| + 1",
            "label_replace(|a|,\"x\",\"\",\"\",\"\")", "(|a|) * on (i) a", "clamp_max(|a|, 1)", "sort(|a|)"})
    void whatIsWithinTheLimitFitsTheStack(String pattern) throws InterruptedException {
        String query = nested(pattern, 240);
        AtomicInteger answers = new AtomicInteger();
        Runnable ask = () -> {
            assertThat(instant(query).value()).isInstanceOf(QueryValue.Vector.class);
            assertThat(engine.range(store, query, 0, 10_000, 5000, QueryOptions.DEFAULT).value()).isNotNull();
            answers.incrementAndGet();
        };
        Thread usual = new Thread(null, ask, "default-stack", 1 << 20);
        usual.start();
        usual.join();
        Thread.ofVirtual().start(ask).join();
        assertThat(answers).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a + a", "a * on (i) group_left () a", "a{i=\"v1\"} or a{i=\"v2\"}", "a and a",
            "a unless on (x) a", "a + 1",
            "1 + 2", "a - a @ 7", "a@7 + 1", "1 + 1 < bool 3", "rate(a[1m]) / rate(a[1m])", "a >/ a", "2 * a > -1"})
    void aChainOfOperatorsMayBeLong(String links) throws InterruptedException {
        String query = links + (" " + links.substring(links.indexOf(' ') + 1)).repeat(4999);
        AtomicInteger answers = new AtomicInteger();
        Runnable ask = () -> {
            assertThat(instant(query).value()).isNotNull();
            assertThat(engine.range(store, query, 0, 10_000, 5000, QueryOptions.DEFAULT).value()).isNotNull();
            answers.incrementAndGet();
        };
        Thread usual = new Thread(null, ask, "default-stack", 1 << 20);
        usual.start();
        usual.join();
        Thread.ofVirtual().start(ask).join();
        assertThat(answers).hasValue(2);
    }

    @Test
    void aLongChainGivesWhatItsPartsGive() {
        String chain = IntStream.range(0, 3000).mapToObj(i -> "a * 0 + " + i % 10).collect(Collectors.joining(" + "));
        QueryValue.Vector sums = (QueryValue.Vector) instant("count(" + chain + " == 13500)").value();
        assertThat(sums.samples()).singleElement().satisfies(sample -> assertThat(sample.value()).isEqualTo(50));
        refused("1" + " + 1".repeat(10_001), Category.BAD_DATA,
                "expression has too many operators, the limit is 10000");
    }

    /** The core of a pattern wrapped that many times; of five parts the outer ones stand once. */
    private static String nested(String pattern, int depth) {
        String[] parts = pattern.split("\\|", -1);
        return parts.length == 3
                ? parts[0].repeat(depth) + parts[1] + parts[2].repeat(depth)
                : parts[0] + parts[1].repeat(depth) + parts[2] + parts[3].repeat(depth) + parts[4];
    }

    @Test
    void literalsMayBeLong() {
        refused("1".repeat(100_000), Category.BAD_DATA, "value out of range");
        assertThat(instant("0." + "1".repeat(100_000)).value())
                .isEqualTo(new QueryValue.Scalar(500_000, 0.1111111111111111));
        refused("0x" + "f".repeat(100_000), Category.BAD_DATA, "error parsing number");
        refused("1" + "0".repeat(100_000) + "s", Category.BAD_DATA, "duration");
        refused("1e" + "9".repeat(1000), Category.BAD_DATA, "value out of range");
        refused("a[" + "9".repeat(1000) + "d]", Category.BAD_DATA, "duration");
        refused("a @ 1e300", Category.BAD_DATA, "timestamp out of bounds for @ modifier");
        String text = "x".repeat(1_000_000);
        assertThat(instant("\"" + text + "\"").value()).isEqualTo(new QueryValue.Text(500_000, text));
    }

    @Test
    void manyAlternativesAreLookedUp() {
        String plain = IntStream.range(0, 10_000).mapToObj(i -> "v" + i).collect(Collectors.joining("|"));
        assertThat(size("a{i=~\"" + plain + "\"}")).isEqualTo(50);
        assertThat(size("a{i!~\"" + plain + "\"}")).isZero();
        String wild = IntStream.range(0, 10_000).mapToObj(i -> "v" + i + "[a-z]?").collect(Collectors.joining("|"));
        assertThat(size("a{i=~\"" + wild + "\"}")).isEqualTo(50);
    }

    private int size(String query) {
        return ((QueryValue.Vector) instant(query).value()).samples().size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"((((a{100}){100}){100}){100}){100}", "(a*)*(a*)*b", "(?:a?){500}a{500}", "(((", "a{2,1}",
            "[z-a]", "\\\\8", "(?:(?:x{10}){10}){11}", "(?:(?:x{10}){10}){10}y", "[[:alpha:]{]{1000}z",
            "\\\\p{L}{1000}z", "(?P<n>a)(?P<n>b)", "a**", "x{1001}"})
    void expressionsAreRe2(String regex) {
        String query = "a{i=~\"" + regex + "\"}";
        try {
            assertThat(size(query)).isZero();
        } catch (QueryException e) {
            assertThat(e.category()).isEqualTo(Category.BAD_DATA);
            assertThat(e.getMessage()).contains("parse error: error parsing regexp: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[292y]", "a offset 292y", "a offset -292y", "rate(a[292y])", "rate(a[1ms])", "a @ 9e15",
            "a @ -9e15", "rate(a[5m] @ 9e15 offset -292y)", "a[1m] offset 292y", "max_over_time(a[100y:50y])",
            "max_over_time(a[1ms:1ms])", "predict_linear(a[5m], 1e300)", "vector(time())", "minute(vector(1e300))",
            "year(vector(-1e18))", "round(a, 1e-300)", "topk(1e18, a)", "rate(a[292y] anchored)",
            "rate(a[292y] smoothed)",
            "a smoothed"})
    void absurdTimesHaveAnAnswer(String query) {
        for (long time : new long[]{500_000, 0, -500_000, Long.MAX_VALUE / 4, -Long.MAX_VALUE / 4}) {
            assertThat(engine.instant(store, query, time, QueryOptions.DEFAULT).value()).isNotNull();
        }
    }

    @Test
    void impossibleTimesAreRefused() {
        for (long time : new long[]{Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 2}) {
            assertThatThrownBy(() -> engine.instant(store, "a", time, QueryOptions.DEFAULT))
                    .isInstanceOf(QueryException.class).hasMessage("timestamp out of bounds: " + time + " ms");
        }
        range(Long.MIN_VALUE, Long.MAX_VALUE, 1, "timestamp out of bounds: -9223372036854775808 ms");
        range(0, Long.MAX_VALUE, Long.MAX_VALUE, "timestamp out of bounds: 9223372036854775807 ms");
        range(0, -1, 1, "end timestamp must not be before start time");
        range(0, 1, 0, "zero or negative query resolution step widths are not accepted. Try a positive integer");
        range(0, 1, Long.MIN_VALUE,
                "zero or negative query resolution step widths are not accepted. Try a positive integer");
        range(-Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 1, TOO_MANY);
    }

    private void range(long start, long end, long step, String message) {
        assertThatThrownBy(() -> engine.range(store, "a", start, end, step, QueryOptions.DEFAULT))
                .isInstanceOf(QueryException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"count_over_time(vector(1)[292y:1ms])", "count_over_time(vector(1)[1001s:1ms])",
            "max_over_time((time() + time() + time() + 0 * vector(time()))[900s:1ms])", "a[292y:1ms]",
            "sum_over_time(a[1000s:1ms])[1000s:1ms]", "sort(sum_over_time(sum by (i) (a)[900s:1ms]))",
            "max_over_time(label_replace(a, \"x\", \"$1\", \"i\", \"(.*)\")[900s:1ms])[900s:1ms]"})
    void tooManySamplesAreRefused(String query) {
        try {
            refused(query, Category.EXECUTION, TOO_MANY);
        } catch (AssertionError e) {
            refused(query, Category.BAD_DATA, "parse error");
        }
    }

    @Test
    void resultsCountToo() {
        PromqlEngine small = new PromqlEngine(options(100, Duration.ofMinutes(2)));
        assertThatThrownBy(() -> small.range(store, "a", 0, 10_000, 1000, QueryOptions.DEFAULT)).hasMessage(TOO_MANY);
        assertThatThrownBy(() -> small.instant(store, "a[10s]", 500_000, QueryOptions.DEFAULT)).hasMessage(TOO_MANY);
        assertThat(small.instant(store, "a", 500_000, QueryOptions.DEFAULT).value()).isNotNull();
    }

    @Test
    void seriesAreLimitedForEachSelector() {
        PromqlEngine few = new PromqlEngine(new EngineOptions(Duration.ofMinutes(5), Duration.ofMinutes(1), 1_000_000,
                EngineOptions.DEFAULT.bytesMax(), 20, Duration.ofMinutes(2), Set.of(), 1));
        assertThatThrownBy(() -> few.instant(store, "a", 500_000, QueryOptions.DEFAULT))
                .isInstanceOfSatisfying(QueryException.class,
                        e -> assertThat(e.category()).isEqualTo(Category.EXECUTION))
                .hasMessageStartingWith("expanding series: ");
    }

    /** One window function over one long series takes many times its timeout when nobody looks at the clock. */
    @Test
    void aSingleSeriesCannotOutstayTheTimeout() {
        SampleColumns many = new SampleColumns(400_000);
        for (int row = 0; row < 400_000; row++) {
            many.add(row, row * 7919 % 10_007);
        }
        store.load(Labels.of("__name__", "long"), many);
        PromqlEngine hasty = new PromqlEngine(options(50_000_000, Duration.ofMillis(200)));
        assertThatThrownBy(() -> hasty.range(store, "quantile_over_time(0.5, long[1h])", 0, 400_000, 10,
                QueryOptions.DEFAULT))
                .isInstanceOfSatisfying(QueryException.class, e -> assertThat(e.category()).isEqualTo(Category.TIMEOUT))
                .hasMessage("query timed out in expression evaluation");
    }

    @Test
    void whoeverLeavesEndsTheQuery() {
        AtomicInteger asked = new AtomicInteger();
        QueryOptions leaving = new QueryOptions(null, null, () -> asked.incrementAndGet() > 10);
        assertThatThrownBy(() -> engine.range(store, "sum(rate(a[5m]))", 0, 500_000, 1000, leaving))
                .isInstanceOfSatisfying(QueryException.class,
                        e -> assertThat(e.category()).isEqualTo(Category.CANCELED))
                .hasMessage("query was canceled in expression evaluation");
    }

    @Test
    void datesOfAnyNumberAreThoseOfGo() {
        assertThat(scalars("hour(vector(NaN))", "year(vector(NaN))", "year(vector(1e300))", "minute(vector(-Inf))",
                "year(vector(1e17))", "day_of_week(vector(-1e18))", "month(vector(-1))"))
                .containsExactly(15.0, 292_277_026_596.0, 292_277_026_596.0, 30.0, 3_168_875_820.0, 2.0, 12.0);
    }

    private List<Double> scalars(String... queries) {
        return Arrays.stream(queries)
                .map(query -> ((QueryValue.Vector) instant(query).value()).samples().getFirst().value()).toList();
    }

    @Test
    void nothingOfAFailedQueryIsLeft() {
        refused("count_over_time(vector(1)[292y:1ms])", Category.EXECUTION, TOO_MANY);
        assertThat(size("a")).isEqualTo(50);
    }
}
