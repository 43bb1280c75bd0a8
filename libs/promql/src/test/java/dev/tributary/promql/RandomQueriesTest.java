package dev.tributary.promql;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.DirectEvaluator.Element;
import dev.tributary.promql.DirectEvaluator.RefusedException;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.check.Checker;
import dev.tributary.promql.parse.ParseOptions;
import dev.tributary.promql.parse.Parser;
import dev.tributary.promql.plan.StepIndependence;
import dev.tributary.testkit.Seeded;

import static org.assertj.core.api.Assertions.assertThat;

/** Random queries over random data: no optimisation changes an answer, and every answer is the right one. */
final class RandomQueriesTest {
    private static final long START = 120_000;
    private static final long STEP = 35_000;
    private static final long END = START + 22 * STEP;
    private static final double TOLERANCE = 1e-8;
    private static final String REFUSED = "refused";

    private static PromqlEngine engine(boolean optimise, int parallelism) {
        EngineOptions defaults = EngineOptions.DEFAULT;
        return new PromqlEngine(new EngineOptions(defaults.lookback(), Duration.ofMinutes(1), 10_000_000,
                defaults.bytesMax(), 0,
                defaults.timeout(), defaults.features(), parallelism), System::nanoTime, optimise);
    }

    @Seeded(runs = 40)
    void theOptimisedPlanGivesWhatTheNaivePlanGives(Random random) {
        RandomData data = new RandomData(random);
        RandomQuery queries = new RandomQuery(random, true);
        for (int i = 0; i < 20; i++) {
            String query = queries.vector(4);
            String naive = answer(engine(false, 1), data, query);
            assertThat(answer(engine(true, 1), data, query)).as(query).isEqualTo(naive);
        }
    }

    @Seeded(runs = 1)
    void severalThreadsGiveWhatOneGives(Random random) {
        List<String> ys = IntStream.range(0, 320).mapToObj(i -> "p" + i).toList();
        RandomData data = new RandomData(random, ys);
        RandomQuery queries = new RandomQuery(random, true);
        for (int i = 0; i < 6; i++) {
            String query = queries.vector(2);
            assertThat(answer(engine(true, 3), data, query)).as(query).isEqualTo(answer(engine(true, 1), data, query));
        }
    }

    @Seeded(runs = 60)
    void independentStepsAreTheSameInEveryQuery(Random random) {
        RandomData data = new RandomData(random);
        RandomQuery queries = new RandomQuery(random, true);
        PromqlEngine engine = engine(true, 1);
        for (int i = 0; i < 20; i++) {
            String query = queries.vector(random.nextInt(1, 4));
            long cut = START + random.nextInt(22) * STEP;
            if (StepIndependence.holds(new Checker(query).check(Parser.expression(query, ParseOptions.ALL)))) {
                Map<String, String> whole = steps(engine, data, query, START, END);
                Map<String, String> parts = steps(engine, data, query, START, cut);
                parts.putAll(steps(engine, data, query, cut + STEP, END));
                if (whole.containsKey(REFUSED) || parts.containsKey(REFUSED)) {
                    assertThat(parts.get(REFUSED)).as(query).isEqualTo(whole.get(REFUSED));
                } else {
                    assertThat(parts).as(query).isEqualTo(whole);
                }
            }
        }
    }

    /** The bits of every step, or why the query has no answer. */
    private static Map<String, String> steps(PromqlEngine engine, RandomData data, String query, long start, long end) {
        Map<String, String> steps = new TreeMap<>();
        QueryResult result;
        try {
            result = engine.range(data.reader, query, start, end, STEP, QueryOptions.DEFAULT);
        } catch (QueryException e) {
            return new TreeMap<>(Map.of(REFUSED, e.category().toString()));
        }
        assertThat(result.independent()).isTrue();
        for (QueryValue.MatrixSeries series : ((QueryValue.Matrix) result.value()).series()) {
            SampleColumns samples = series.samples();
            for (int row = 0; row < samples.size(); row++) {
                NativeHistogram histogram = samples.histogram(row);
                steps.put(series.labels() + " " + samples.timestamp(row), histogram == null
                        ? Long.toHexString(Double.doubleToRawLongBits(samples.value(row)))
                        : histogram.toString());
            }
        }
        return steps;
    }

    /** The whole answer with its annotations as a text, or the error. */
    private static String answer(PromqlEngine engine, RandomData data, String query) {
        QueryResult result;
        try {
            result = engine.range(data.reader, query, START, END, STEP, QueryOptions.DEFAULT);
        } catch (QueryException e) {
            return "error: " + e.category();
        }
        StringBuilder text = new StringBuilder();
        for (QueryValue.MatrixSeries series : ((QueryValue.Matrix) result.value()).series()) {
            text.append(series.labels()).append(':');
            SampleColumns samples = series.samples();
            for (int row = 0; row < samples.size(); row++) {
                NativeHistogram histogram = samples.histogram(row);
                text.append(' ').append(samples.timestamp(row)).append('=')
                        .append(histogram == null ? rounded(samples.value(row)) : histogram);
            }
            text.append('\n');
        }
        // Which parts are computed at all when another part is empty is up to the plan, and so are their annotations
        boolean fromNothing = text.isEmpty() || query.contains("absent");
        return fromNothing ? text.toString() : text.append(result.warnings()).append(result.infos()).toString();
    }

    /** Two plans may add up in another order. */
    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.10e", value);
    }

    @Seeded(runs = 40)
    void theEngineGivesWhatTheDefinitionSays(Random random) {
        RandomData data = new RandomData(random);
        RandomQuery queries = new RandomQuery(random, false);
        PromqlEngine engine = engine(true, 1 + random.nextInt(2));
        for (int i = 0; i < 20; i++) {
            compare(engine, data, queries.vector(random.nextInt(1, 5)));
        }
    }

    private static void compare(PromqlEngine engine, RandomData data, String query) {
        Map<Labels, Map<Long, Double>> expected;
        try {
            expected = direct(data, query);
        } catch (RefusedException refused) {
            assertRefused(engine, data, query, refused);
            return;
        }
        QueryValue.Matrix matrix;
        try {
            matrix = (QueryValue.Matrix) engine.range(data.reader, query, START, END, STEP, QueryOptions.DEFAULT)
                    .value();
        } catch (QueryException e) {
            throw new AssertionError(query + " has an answer by definition, but: " + e.getMessage(), e);
        }
        assertThat(matrix.series()).as(query).extracting(QueryValue.MatrixSeries::labels)
                .containsExactlyElementsOf(expected.keySet());
        for (QueryValue.MatrixSeries series : matrix.series()) {
            Map<Long, Double> actual = new TreeMap<>();
            for (int row = 0; row < series.samples().size(); row++) {
                actual.put(series.samples().timestamp(row), series.samples().value(row));
            }
            Map<Long, Double> wanted = expected.getOrDefault(series.labels(), Map.of());
            assertThat(actual.keySet()).as("%s %s", query, series.labels()).isEqualTo(wanted.keySet());
            actual.forEach((time, value) -> assertThat(isSame(value, wanted.getOrDefault(time, 0.0)))
                    .as("%s %s at %s: %s, by definition %s", query, series.labels(), time, value, wanted.get(time))
                    .isTrue());
        }
    }

    /**
     * The engine may also give an answer: parts whose value no result depends on are not computed, so cannot fail. Where
     * several parts are refused, it may meet another one first, as it works by series and not by steps.
     */
    private static void assertRefused(PromqlEngine engine, RandomData data, String query, RefusedException refused) {
        try {
            engine.range(data.reader, query, START, END, STEP, QueryOptions.DEFAULT);
        } catch (QueryException e) {
            assertThat(e.category()).as(query).isEqualTo(QueryException.Category.EXECUTION);
            assertThat(e.getMessage()).as("%s, by definition %s", query, refused.getMessage())
                    .containsPattern("^(multiple matches for labels|found duplicate series for the match group|"
                            + Pattern.quote(String.valueOf(refused.getMessage())) + ")");
        }
    }

    private static Map<Labels, Map<Long, Double>> direct(RandomData data, String query) {
        Expr expr = new Checker(query).check(Parser.expression(query, ParseOptions.ALL));
        DirectEvaluator evaluator = new DirectEvaluator(data.floats, START, END);
        Map<Labels, Map<Long, Double>> result = new TreeMap<>();
        for (long time = START; time <= END; time += STEP) {
            List<Element> elements = evaluator.vector(expr, time);
            for (Element each : elements) {
                result.computeIfAbsent(each.labels(), _ -> new TreeMap<>()).put(time, each.value());
            }
        }
        return result;
    }

    private static boolean isSame(double a, double b) {
        return Double.compare(a, b) == 0 || a == b || Math.abs(a - b) <= TOLERANCE * (1 + Math.abs(a) + Math.abs(b));
    }
}
