package dev.tributary.app.hub;

import java.util.Optional;

import dev.tributary.logql.EngineOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryValue.VectorSample;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.testkit.TestLogWriter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogqlRulesTest {
    private static final long NOW = 1_700_000_000_000L;
    private final InMemoryLogStore store = new InMemoryLogStore();
    private final LogqlRules rules = new LogqlRules(store, EngineOptions.DEFAULT);

    @Test
    void linesAreCountedInAllClustersOrInOne() {
        TestLogWriter writer = new TestLogWriter(store, new WriterIdentity(new ClusterId("c1"), true));
        writer.entry(Labels.of("app", "web"), (NOW - 1000) * 1_000_000, "error one")
                .entry(Labels.of("app", "web"), (NOW - 2000) * 1_000_000, "fine")
                .entry(Labels.of("app", "web", "cluster", "c2"), (NOW - 3000) * 1_000_000, "error two").commit();
        String expression = "sum by (cluster) (count_over_time({app=\"web\"} |= \"error\" [1m])) > 0";
        assertThat(rules.over(Optional.empty()).query(expression, NOW)).containsExactly(
                new VectorSample(Labels.of("cluster", "c1"), NOW, 1, null),
                new VectorSample(Labels.of("cluster", "c2"), NOW, 1, null));
        assertThat(rules.over(Optional.of(new ClusterId("c2"))).query(expression, NOW))
                .containsExactly(new VectorSample(Labels.of("cluster", "c2"), NOW, 1, null));
        assertThat(rules.over(Optional.empty()).query("vector(3)", NOW)).hasSize(1);
    }

    @Test
    void whatIsWrongWithAnExpressionIsToldBeforeItRuns() {
        assertThat(LogqlRules.CHECKS.problem("sum(rate({app=\"web\"}[1m])) > 1")).isEmpty();
        assertThat(LogqlRules.CHECKS.problem("sum(")).hasValueSatisfying(text -> assertThat(text)
                .contains("parse error at line 1"));
        assertThat(LogqlRules.CHECKS.problem("{app=\"web\"}")).hasValueSatisfying(text -> assertThat(text)
                .contains("log queries are not supported"));
    }

    @Test
    void anEntryThatCannotBeReadFailsTheRule() {
        new TestLogWriter(store, new WriterIdentity(new ClusterId("c1"), true))
                .entry(Labels.of("app", "web"), (NOW - 1000) * 1_000_000, "no json").commit();
        assertThatThrownBy(() -> rules.over(Optional.empty()).query("count_over_time({app=\"web\"} | json [1m])", NOW))
                .isInstanceOf(QueryException.class).hasMessageContaining("JSONParserErr");
    }
}
