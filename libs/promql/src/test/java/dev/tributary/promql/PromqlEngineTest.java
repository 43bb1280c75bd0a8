package dev.tributary.promql;

import java.util.List;
import java.util.Set;

import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.QueryException.Category;
import dev.tributary.promql.QueryValue.Matrix;
import dev.tributary.promql.QueryValue.Scalar;
import dev.tributary.promql.QueryValue.Text;
import dev.tributary.promql.QueryValue.Vector;
import dev.tributary.testkit.InMemoryMetricStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class PromqlEngineTest {
    private final PromqlEngine engine = new PromqlEngine(EngineOptions.DEFAULT);
    private final InMemoryMetricStore store = new InMemoryMetricStore();

    @BeforeEach
    void tenMinutesOfTwoCounters() {
        MetricBatch batch = store.begin(new WriterIdentity(new ClusterId("east"), false));
        for (String path : List.of("/a", "/b")) {
            LabelSlices slices = new LabelSlices();
            slices.set(Labels.of("__name__", "requests_total", "path", path));
            batch.series(slices);
            for (int i = 0; i <= 40; i++) {
                batch.sample(i * 15_000L, i * (path.equals("/a") ? 15 : 30), 0);
            }
        }
        batch.commit().toCompletableFuture().join();
    }

    @Test
    void anInstantQueryGivesTheNewestSamples() {
        QueryResult result = engine.instant(store, "requests_total", 100_000, QueryOptions.DEFAULT);
        Vector vector = (Vector) result.value();
        assertThat(vector.samples()).extracting(each -> each.labels().get("path")).containsExactly("/a", "/b");
        assertThat(vector.samples()).extracting(QueryValue.VectorSample::value).containsExactly(90.0, 180.0);
        assertThat(vector.samples()).extracting(QueryValue.VectorSample::timestampMillis).containsOnly(100_000L);
        assertThat(result.stats().samplesRead()).isEqualTo(2);
    }

    @Test
    void aQueryThatWouldTakeTooMuchMemoryIsRefused() {
        EngineOptions usual = EngineOptions.DEFAULT;
        for (long bytes : new long[]{100, 1000}) {
            PromqlEngine narrow = new PromqlEngine(new EngineOptions(usual.lookback(), usual.defaultSubqueryStep(),
                    usual.samplesMax(), bytes, usual.seriesMax(), usual.timeout(), usual.features(),
                    usual.parallelism()));
            assertThatThrownBy(() -> narrow.range(store, "requests_total", 0, 600_000, 1_000, QueryOptions.DEFAULT))
                    .isInstanceOf(QueryException.class)
                    .hasMessage("query processing would take more memory than the limit of " + bytes
                            + " bytes in query execution");
        }
    }

    @Test
    void statisticsCountReadAndTouchedSamplesAndSingleStepsWhereAsked() {
        EngineOptions usual = EngineOptions.DEFAULT;
        PromqlEngine counting = new PromqlEngine(new EngineOptions(usual.lookback(), usual.defaultSubqueryStep(),
                usual.samplesMax(), usual.bytesMax(), usual.seriesMax(), usual.timeout(),
                Set.of(Features.PER_STEP_STATS), usual.parallelism()));
        QueryOptions everyStep = new QueryOptions(null, null, () -> false, true);
        QueryStats stats = counting.range(store, "sum(count_over_time(requests_total[1m]))", 120_000, 240_000, 60_000,
                everyStep).stats();
        assertThat(stats.samplesTouched()).isEqualTo(24);
        assertThat(stats.steps()).extracting(QueryStats.Step::samplesTouched).containsExactly(8L, 8L, 8L);
        assertThat(stats.steps()).extracting(QueryStats.Step::samplesRead).containsExactly(8L, 8L, 8L);
        assertThat(stats.steps()).extracting(QueryStats.Step::timeMillis).containsExactly(120_000L, 180_000L, 240_000L);
        assertThat(counting.instant(store, "requests_total", 60_000, QueryOptions.DEFAULT).stats().steps()).isEmpty();
    }

    @Test
    void aRangeQueryGivesSortedSeries() {
        Matrix matrix = (Matrix) engine
                .range(store, "sum by (path) (rate(requests_total[1m]))", 120_000, 300_000, 60_000,
                        QueryOptions.DEFAULT)
                .value();
        assertThat(matrix.series()).extracting(each -> each.labels().toString()).containsExactly("{path=\"/a\"}",
                "{path=\"/b\"}");
        assertThat(matrix.series().getFirst().samples().size()).isEqualTo(4);
        assertThat(matrix.series().getLast().samples().value(3)).isCloseTo(2.0, within(1e-12));
    }

    @Test
    void scalarsAndTextsHaveTheTimeOfTheQuery() {
        assertThat(engine.instant(store, "1 + 2 * 3", 5, QueryOptions.DEFAULT).value()).isEqualTo(new Scalar(5, 7));
        assertThat(engine.instant(store, "\"text\"", 5, QueryOptions.DEFAULT).value()).isEqualTo(new Text(5, "text"));
    }

    @Test
    void badTextIsBadData() {
        assertThatThrownBy(() -> engine.instant(store, "sum(", 0, QueryOptions.DEFAULT))
                .isInstanceOfSatisfying(QueryException.class,
                        e -> assertThat(e.category()).isEqualTo(Category.BAD_DATA))
                .hasMessage("1:5: parse error: unclosed left parenthesis");
    }
}
