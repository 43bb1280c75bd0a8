package dev.tributary.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.tributary.app.CapturedConsole;
import dev.tributary.app.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class TestPromqlCommandTest {
    private static final String GOOD = """
                                       load 15s
                                         requests_total{job="api"} 0+30x20

                                       eval instant at 5m sum(rate(requests_total[1m]))
                                         {} 2
                                       """;

    private final CapturedConsole console = new CapturedConsole();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void passedEvaluationsOfAllFilesAreCounted() throws IOException {
        String first = script("first.test", GOOD);
        String second = script("second.test", GOOD + "\neval instant at 1m 1 + 1\n  2\n");
        assertThat(console.run("test", "promql", first, second)).isEqualTo(ExitCode.OK);
        assertThat(console.out()).isEqualTo("3 passed, 0 failed\n");
    }

    @Test
    void eachFailureIsOneLineWithFileAndLine() throws IOException {
        String file = script("wrong.test", GOOD + """

                                                  eval instant at 5m sum(requests_total)
                                                    {} 1

                                                  eval range from 0 to 30s step 15s requests_total
                                                    requests_total{job="api"} 0 31 60
                                                  """);
        assertThat(console.run("test", "promql", file)).isEqualTo(ExitCode.FAILED);
        assertThat(console.out().lines()).satisfiesExactly(
                line -> assertThat(line).startsWith(file + ":7: ").contains("sum(requests_total)", "expected 1"),
                line -> assertThat(line).startsWith(file + ":10: ").contains("31"),
                line -> assertThat(line).isEqualTo("1 passed, 2 failed"));
    }

    @Test
    void fileThatIsNoScriptNamesTheLine() throws IOException {
        String file = script("broken.test", "load 15s\n  a 1x\n");
        assertThat(console.run("test", "promql", file)).isEqualTo(ExitCode.BAD_FILE);
        assertThat(console.err()).startsWith(file + ":2: ");
        assertThat(console.out()).isEqualTo("0 passed, 1 failed\n");
    }

    @Test
    void fileThatIsNotThereIsABadFile() {
        String file = folder.resolve("none.test").toString();
        assertThat(console.run("test", "promql", file)).isEqualTo(ExitCode.BAD_FILE);
        assertThat(console.err()).isEqualTo(file + ": no such file\n");
    }

    @Test
    void withoutFilesItIsAUsageError() {
        assertThat(console.run("test", "promql")).isEqualTo(ExitCode.USAGE);
    }

    private String script(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
