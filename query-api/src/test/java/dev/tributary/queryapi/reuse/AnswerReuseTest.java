package dev.tributary.queryapi.reuse;

import java.time.Duration;
import java.util.List;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.change.SampleChanges;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.EngineOptions;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.QueryOptions;
import dev.tributary.promql.QueryResult;
import dev.tributary.promql.QueryValue;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.testkit.InMemoryMetricStore;
import dev.tributary.testkit.TestWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerReuseTest {
    private static final long T = 1_700_000_000_000L;
    private static final long STEP = 15_000;
    private static final Labels REQUESTS = Labels.of("__name__", "requests_total", "pod", "a");

    private final InMemoryMetricStore store = new InMemoryMetricStore();
    private final PromqlEngine engine = new PromqlEngine(EngineOptions.DEFAULT);
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final AnswerReuse reuse = new AnswerReuse(1 << 20, 10_000, registry);
    private ReadAccess access = ReadAccess.ALL;
    private @Nullable Duration lookback;
    private long firstComputed;

    AnswerReuseTest() {
        for (int i = -40; i <= 100; i++) {
            write(REQUESTS, T + i * STEP, i);
            write(Labels.of("__name__", "level", "pod", i % 7 == 0 ? "b" : "c"), T + i * STEP, i * 0.1);
        }
    }

    private void write(Labels labels, long time, double value) {
        new TestWriter(store, new WriterIdentity(new ClusterId("c1"), true)).sample(labels, time, value).commit();
    }

    private QueryResult range(String expression, long from, long to) {
        return range(expression, from, to, STEP);
    }

    /** Asks, and compares with what is computed; remembers the first step that was computed, else -1. */
    private QueryResult range(String expression, long from, long to, long step) {
        firstComputed = -1;
        MetricReader reader = access.narrow(store);
        Asked asked = new Asked(expression, T + from * STEP, T + to * STEP, step, lookback, access);
        QueryOptions options = new QueryOptions(lookback, null, () -> false);
        QueryResult given = reuse.answer(asked, reader.changes(), start -> {
            firstComputed = (start - T) / STEP;
            return engine.range(reader, expression, start, asked.endMillis(), step, options);
        });
        QueryResult computed = engine.range(reader, expression, asked.startMillis(), asked.endMillis(), step, options);
        assertThat(text(given)).isEqualTo(text(computed));
        return given;
    }

    private QueryResult instant(String expression, long at) {
        firstComputed = -1;
        Asked asked = new Asked(expression, T + at * STEP, T + at * STEP, 0, null, access);
        return reuse.answer(asked, store.changes(), time -> {
            firstComputed = (time - T) / STEP;
            return engine.instant(store, expression, time, QueryOptions.DEFAULT);
        });
    }

    private static String text(QueryResult result) {
        StringBuilder text = new StringBuilder().append(result.warnings()).append(result.infos());
        for (QueryValue.MatrixSeries series : ((QueryValue.Matrix) result.value()).series()) {
            text.append('\n').append(series.labels());
            SampleColumns samples = series.samples();
            for (int row = 0; row < samples.size(); row++) {
                text.append(' ').append(samples.timestamp(row)).append('=').append(samples.value(row));
            }
        }
        return text.toString();
    }

    private double asked(String result) {
        return registry.scrape(name -> name.equals("tributary_query_cache_requests")).stream()
                .flatMap(one -> ((CounterSnapshot) one).getDataPoints().stream())
                .filter(point -> result.equals(point.getLabels().get("result")))
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue).sum();
    }

    private double gauge(String name) {
        return registry.scrape(name::equals).stream()
                .flatMap(one -> ((GaugeSnapshot) one).getDataPoints().stream())
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue).sum();
    }

    @Test
    void whatWasAskedBeforeIsNotComputedAgain() {
        range("rate(requests_total[5m])", 0, 50);
        assertThat(firstComputed).isZero();
        QueryResult again = range("rate(requests_total[5m])", 0, 50);
        assertThat(firstComputed).isEqualTo(-1);
        assertThat(again.stats().samplesRead()).isZero();
        range("rate(requests_total[5m])", 10, 20);
        assertThat(firstComputed).isEqualTo(-1);
        assertThat(asked("hit")).isEqualTo(2);
        assertThat(asked("miss")).isEqualTo(1);
        assertThat(gauge("tributary_query_cache_answers")).isEqualTo(1);
        assertThat(gauge("tributary_query_cache_bytes")).isBetween(500.0, 5000.0);
    }

    @Test
    void aWindowThatMovesOnComputesTheNewSteps() {
        range("level", 0, 50);
        range("level", 5, 55);
        assertThat(firstComputed).isEqualTo(51);
        range("level", 6, 56);
        assertThat(firstComputed).isEqualTo(56);
        range("level", 40, 60);
        assertThat(firstComputed).isEqualTo(57);
        range("level", 11, 61);
        assertThat(firstComputed).isEqualTo(61);
        assertThat(asked("partial")).isEqualTo(4);
        range("level", 1, 30);
        assertThat(firstComputed).as("begins before what is kept").isEqualTo(1);
    }

    @Test
    void samplesThatComeLaterLeaveTheStepsBeforeThemInForce() {
        range("level", 0, 50);
        write(Labels.of("__name__", "level", "pod", "late"), T + 30 * STEP, 7);
        range("level", 0, 50);
        assertThat(firstComputed).isEqualTo(30);
        write(REQUESTS, T + 51 * STEP + 1, 7);
        range("level", 0, 50);
        assertThat(firstComputed).isEqualTo(-1);
        write(REQUESTS, T - 1, 7);
        range("level", 0, 50);
        assertThat(firstComputed).isZero();
    }

    @Test
    void theGridLookbackAndAccessArePartOfTheQuestion() {
        range("level", 0, 50);
        range("level", 0, 50, 2 * STEP);
        assertThat(firstComputed).isZero();
        range("level", 1, 50, 2 * STEP);
        assertThat(firstComputed).isEqualTo(1);
        lookback = Duration.ofSeconds(20);
        range("level", 0, 50);
        assertThat(firstComputed).isZero();
        access = new ReadAccess(List.of(Matcher.of("pod", MatchType.EQUAL, "b")));
        range("level", 0, 50);
        assertThat(firstComputed).isZero();
        range("level ", 0, 50);
        assertThat(firstComputed).isZero();
    }

    @Test
    void aPatternThatIsAPlainNameNamesItsMetric() {
        range("sum(rate({__name__=~\"requests_total\"}[5m]))", 0, 50);
        range("sum(rate({__name__=~\"requests_total\"}[5m]))", 0, 50);
        assertThat(firstComputed).isEqualTo(-1);
        range("sum(rate({__name__=~\"requests_.*\"}[5m]))", 0, 50);
        range("sum(rate({__name__=~\"requests_.*\"}[5m]))", 0, 50);
        assertThat(firstComputed).isZero();
    }

    @Test
    void whatRestsOnOtherStepsOrLaterSamplesIsNotKept() {
        for (String expression : List.of("level offset -1m", "level @ end()", "level @ 1700000000",
                "rate({pod=\"a\"}[5m])",
                "max_over_time(rate({pod=\"a\"}[5m])[5m:30s])", "topk(scalar(requests_total) * 0 + 1, level)",
                "rate(level[5m])", "sort(level)")) {
            range(expression, 0, 50);
            range(expression, 0, 50);
            assertThat(firstComputed).as(expression).isZero();
        }
        assertThat(gauge("tributary_query_cache_answers")).isZero();
    }

    @Test
    void anInstantIsAnsweredAgainUntilSomethingBeforeItChanges() {
        QueryResult first = instant("sum(level)", 50);
        assertThat(firstComputed).isEqualTo(50);
        assertThat(instant("sum(level)", 50).value()).isSameAs(first.value());
        assertThat(firstComputed).isEqualTo(-1);
        instant("sum(level)", 51);
        assertThat(firstComputed).isEqualTo(51);
        write(Labels.of("__name__", "level", "pod", "late"), T + 49 * STEP, 7);
        instant("sum(level)", 50);
        assertThat(firstComputed).isEqualTo(50);
    }

    @Test
    void theOldestAnswersGoWhenThereIsNoRoom() {
        for (int i = 0; i < 500; i++) {
            range("level + " + i, 0, 50);
        }
        assertThat(gauge("tributary_query_cache_bytes")).isBetween(0.9 * (1 << 20), 1.0 * (1 << 20));
        assertThat(gauge("tributary_query_cache_answers")).isLessThan(499);
        range("level + 499", 0, 50);
        assertThat(firstComputed).isEqualTo(-1);
        range("level + 0", 0, 50);
        assertThat(firstComputed).isZero();
    }

    @Test
    void aSourceThatDoesNotTellOfChangesIsAlwaysRead() {
        for (int i = 0; i < 2; i++) {
            firstComputed = -1;
            reuse.answer(new Asked("1", T, T + STEP, STEP, null, access),
                    SampleChanges.UNKNOWN, start -> {
                        firstComputed = 0;
                        return engine.range(store, "1", start, T + STEP, STEP, QueryOptions.DEFAULT);
                    });
            assertThat(firstComputed).isZero();
        }
    }
}
