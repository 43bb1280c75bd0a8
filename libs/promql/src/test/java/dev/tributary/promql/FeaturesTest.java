package dev.tributary.promql;

import java.time.Duration;
import java.util.Set;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.QueryException.Category;
import dev.tributary.promql.ast.FunctionSignature;
import dev.tributary.promql.function.Signatures;
import dev.tributary.promql.script.MemoryScriptStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an engine refuses or does otherwise until a feature is switched on. */
final class FeaturesTest {
    private final MemoryScriptStore store = new MemoryScriptStore();

    @BeforeEach
    void twoMetrics() {
        load(Labels.of("__name__", "a_total", "x", "1"), 0);
        load(Labels.of("__name__", "b_total", "x", "1"), 0);
        load(Labels.of("__name__", "started_total", "x", "1"), 30_000);
    }

    private void load(Labels labels, long start) {
        SampleColumns samples = new SampleColumns();
        for (int i = 0; i <= 4; i++) {
            samples.add(i * 60_000L, 60.0 * i);
            samples.startOfLast(i == 4 ? start : 0);
        }
        store.load(labels, samples);
    }

    private static PromqlEngine with(String... features) {
        EngineOptions usual = EngineOptions.DEFAULT;
        return new PromqlEngine(new EngineOptions(usual.lookback(), usual.defaultSubqueryStep(), usual.samplesMax(),
                usual.bytesMax(), 0,
                Duration.ofMinutes(1), Set.of(features), 1));
    }

    private QueryValue ask(PromqlEngine engine, String query) {
        return engine.instant(store, query, 240_000, QueryOptions.DEFAULT).value();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "promql-experimental-functions | limitk(1, a_total) | 1:1: parse error: limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions",
            "promql-experimental-functions | limit_ratio(1, a_total) | 1:1: parse error: limit_ratio() is experimental and must be enabled with --enable-feature=promql-experimental-functions",
            "promql-experimental-functions | sort_by_label(a_total, \"x\") | 1:1: parse error: function \"sort_by_label\" is not enabled",
            "promql-extended-range-selectors | increase(a_total[1m] anchored) | 1:10: parse error: anchored modifier is experimental and not enabled",
            "promql-extended-range-selectors | a_total smoothed | 1:1: parse error: smoothed modifier is experimental and not enabled",
            "promql-binop-fill-modifiers | a_total + fill (0) b_total | 1:1: parse error: binop fill modifiers are experimental and not enabled"})
    void whatIsExperimentalIsRefusedUntilSwitchedOn(String feature, String query, String error) {
        assertThatThrownBy(() -> ask(with(), query)).isInstanceOfSatisfying(QueryException.class,
                e -> assertThat(e.category()).isEqualTo(Category.BAD_DATA)).hasMessage(error);
        assertThat(((QueryValue.Vector) ask(with(feature), query)).samples()).hasSize(1);
    }

    @Test
    void experimentalFunctionsAreThoseOfPrometheus() {
        assertThat(Signatures.all().stream().filter(FunctionSignature::experimental).map(FunctionSignature::name))
                .containsExactlyInAnyOrder("double_exponential_smoothing", "end", "histogram_quantiles", "info",
                        "mad_over_time", "max_of", "min_of", "range", "sort_by_label", "sort_by_label_desc", "start",
                        "start_timestamp", "step", "ts_of_first_over_time", "ts_of_last_over_time",
                        "ts_of_max_over_time", "ts_of_min_over_time");
    }

    @Test
    void namesGoAtOnceOrAtTheEnd() {
        String named = "label_replace(rate(a_total[5m]), \"from\", \"$1\", \"__name__\", \"(.*)\")";
        assertThat(labels(ask(with(), named))).isEqualTo("{x=\"1\"}");
        assertThat(labels(ask(with(Features.DELAYED_NAME_REMOVAL), named)))
                .isEqualTo("{from=\"a_total\", x=\"1\"}");
        String both = "count(rate({__name__=~\"[ab]_total\"}[5m]))";
        assertThatThrownBy(() -> ask(with(), both)).hasMessage("vector cannot contain metrics with the same labelset");
        assertThat(labels(ask(with(Features.DELAYED_NAME_REMOVAL), both))).isEqualTo("{}");
    }

    private static String labels(QueryValue value) {
        return ((QueryValue.Vector) value).samples().getFirst().labels().toString();
    }

    @Test
    void startTimestampsCountOnlyWhenSwitchedOn() {
        String query = "start_timestamp(started_total)";
        assertThat(((QueryValue.Vector) ask(with(Features.EXPERIMENTAL_FUNCTIONS), query)).samples()).isEmpty();
        assertThat(((QueryValue.Vector) ask(with(Features.EXPERIMENTAL_FUNCTIONS, Features.START_TIMESTAMPS), query))
                .samples()).extracting(QueryValue.VectorSample::value).containsExactly(30.0);
    }

    @Test
    void durationArithmeticIsAlwaysOn() {
        assertThat(((QueryValue.Vector) ask(with(), "count_over_time(a_total[1m * 2])")).samples())
                .extracting(QueryValue.VectorSample::value).containsExactly(2.0);
    }

    @Test
    void unknownFeaturesAreRefused() {
        assertThatThrownBy(() -> with("promql-mind-reading")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("promql-mind-reading").hasMessageContaining(Features.FILL_MODIFIERS);
    }
}
