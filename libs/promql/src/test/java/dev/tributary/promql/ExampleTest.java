package dev.tributary.promql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.script.MemoryScriptStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The example of {@code docs/promql.md}, which must compile, run and stay what the page shows. */
final class ExampleTest {
    private static final String BEGIN = "        // begin of the example\n";
    private static final String END = "        // end of the example\n";

    @Test
    void theExampleRuns() {
        StringBuilder out = new StringBuilder();
        // begin of the example
        MemoryScriptStore store = new MemoryScriptStore();
        SampleColumns samples = new SampleColumns();
        for (int i = 0; i < 100; i++) {
            samples.add(i * 15_000L, i * 30.0);
        }
        store.load(Labels.of("__name__", "requests_total", "job", "api"), samples);

        PromqlEngine engine = new PromqlEngine(EngineOptions.DEFAULT);
        QueryResult answer = engine.range(store, "sum by (job) (rate(requests_total[1m]))",
                Instant.EPOCH.plus(Duration.ofMinutes(5)).toEpochMilli(),
                Instant.EPOCH.plus(Duration.ofMinutes(7)).toEpochMilli(), Duration.ofMinutes(1).toMillis(),
                QueryOptions.DEFAULT);
        for (QueryValue.MatrixSeries series : ((QueryValue.Matrix) answer.value()).series()) {
            for (int row = 0; row < series.samples().size(); row++) {
                out.append(series.labels()).append(' ').append(Math.round(series.samples().value(row))).append('\n');
            }
        }
        // end of the example
        assertThat(out).hasToString("{job=\"api\"} 2\n".repeat(3));
    }

    @Test
    void thePageShowsTheExample() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/tributary/promql/ExampleTest.java"));
        int begin = source.indexOf(BEGIN) + BEGIN.length();
        String example = source.substring(begin, source.indexOf(END)).replaceAll("(?m)^ {8}", "");
        assertThat(Files.readString(Path.of("../../docs/promql.md"))).contains("```java\n" + example + "```\n");
    }
}
