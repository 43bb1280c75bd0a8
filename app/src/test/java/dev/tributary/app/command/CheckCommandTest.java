package dev.tributary.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.tributary.app.CapturedConsole;
import dev.tributary.app.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class CheckCommandTest {
    private final CapturedConsole console = new CapturedConsole();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void goodFilesAreNamedWithTheirRole() throws IOException {
        Path hub = file("hub.yml", "data_dir: here\n");
        Path collector = file("collector.yml", """
                                               cluster: eu-west
                                               remote_write:
                                                 - url: http://127.0.0.1:9060/api/v1/write
                                               """);
        assertThat(console.run("check", "config", hub.toString(), collector.toString())).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines()).containsExactly(hub + ": good configuration of a hub",
                collector + ": good configuration of a collector");
    }

    @Test
    void mistakesArePrintedWithTheirPlaceAndTheNearestKey() throws IOException {
        Path hub = file("hub.yml", "data_dir: here\nquerry:\n  timeout: 1m\n");
        assertThat(console.run("check", "config", hub.toString())).isEqualTo(ExitCode.BAD_FILE);
        assertThat(console.err()).startsWith(hub + ":2:1: ").contains("querry", "query");
    }

    @Test
    void roleCanBeForced() throws IOException {
        Path hub = file("hub.yml", "data_dir: here\n");
        assertThat(console.run("check", "config", "--role", "collector", hub.toString())).isEqualTo(ExitCode.BAD_FILE);
        assertThat(console.err()).contains("name no destination");
    }

    @Test
    void fileThatIsNotThereIsABadFile() {
        assertThat(console.run("check", "config", folder.resolve("none.yml").toString())).isEqualTo(ExitCode.BAD_FILE);
        assertThat(console.err()).contains("none.yml", "no such file");
    }

    @Test
    void goodRulesAreCounted() throws IOException {
        Path rules = file("rules.yml", """
                                       groups:
                                         - name: fleet
                                           rules:
                                             - alert: ClusterSilent
                                               expr: tributary_cluster_up == 0
                                               for: 5m
                                             - record: cluster:cpu:rate1m
                                               expr: sum by (cluster) (rate(node_cpu_seconds_total[1m]))
                                       """);
        assertThat(console.run("check", "rules", rules.toString())).isEqualTo(ExitCode.OK);
        assertThat(console.out()).isEqualTo(rules + ": 2 rules in 1 groups, all good\n");
    }

    @Test
    void badExpressionIsFoundWithItsPlace() throws IOException {
        Path rules = file("rules.yml", """
                                       groups:
                                         - name: fleet
                                           rules:
                                             - record: x
                                               expr: sum(rate(a[1m])
                                       """);
        assertThat(console.run("check", "rules", rules.toString())).isEqualTo(ExitCode.BAD_FILE);
        assertThat(console.err()).startsWith(rules + ":5:");
    }

    @Test
    void hubAndCollectorRefuseBadFilesWithoutAStackTrace() throws IOException {
        Path bad = file("bad.yml", "data_dirr: here\n");
        assertThat(console.run("hub", "--config", bad.toString())).isEqualTo(ExitCode.BAD_FILE);
        assertThat(console.run("collector", "--config", bad.toString())).isEqualTo(ExitCode.BAD_FILE);
        assertThat(console.err()).contains(bad + ":1:1: ").doesNotContain("\tat ");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
