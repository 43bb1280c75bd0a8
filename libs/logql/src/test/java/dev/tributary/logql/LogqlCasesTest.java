package dev.tributary.logql;

import java.util.List;
import java.util.stream.Stream;

import dev.tributary.model.port.LogDirection;
import dev.tributary.testkit.InMemoryLogStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What Loki documents of LogQL, as queries over a few lines with their answers. Optimised and plain runs agree on each. */
final class LogqlCasesTest {
    private static final List<String> FILES = List.of("filters", "parsers", "labels", "formats", "ranges", "vectors",
            "errors");

    static Stream<CaseFile.Case> cases() {
        return FILES.stream().flatMap(file -> CaseFile.read("/cases/" + file + ".yaml").stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsDocumented(CaseFile.Case one) {
        InMemoryLogStore store = LogLines.store(one.lines());
        for (boolean optimise : new boolean[]{true, false}) {
            LogqlEngine engine = new LogqlEngine(EngineOptions.DEFAULT, System::nanoTime, optimise);
            if (one.error() == null) {
                assertThat(AnswerText.of(ask(engine, store, one).value())).as("%s", one)
                        .containsExactlyElementsOf(one.want());
            } else {
                assertThatThrownBy(() -> ask(engine, store, one)).as("%s", one).isInstanceOf(LogqlException.class)
                        .hasMessageContaining(one.error());
            }
        }
    }

    private static LogqlResult ask(LogqlEngine engine, InMemoryLogStore store, CaseFile.Case one) {
        String[] at = one.at().isBlank() ? new String[0] : one.at().split(" +");
        QueryOptions options = new QueryOptions(null, () -> false, one.categorize());
        if (at.length == 1) {
            return engine.instant(store, one.query(), LogLines.nanos(at[0]), options);
        }
        LogDirection direction = one.forward() ? LogDirection.FORWARD : LogDirection.BACKWARD;
        if (at.length == 0) {
            return engine.range(store, one.query(), RangeParameters.lines(LogLines.EPOCH_NANOS,
                    LogLines.nanos("86400"), one.limit(), direction), options);
        }
        long step = Math.round(Double.parseDouble(at[2]) * LogLines.SECOND);
        return engine.range(store, one.query(), new RangeParameters(LogLines.nanos(at[0]), LogLines.nanos(at[1]), step,
                one.limit(), direction, 0), options);
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(cases().count()).isGreaterThanOrEqualTo(200);
    }
}
