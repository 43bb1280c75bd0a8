package dev.tributary.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.tributary.app.CapturedConsole;
import dev.tributary.app.cli.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class TestRulesCommandTest {
    private static final String RULES = """
                                        groups:
                                          - name: fleet
                                            rules:
                                              - alert: Silent
                                                expr: cluster_up == 0
                                                for: 5m
                                                annotations: {summary: "{{ $labels.cluster }} is silent"}
                                        """;
    private final CapturedConsole console = new CapturedConsole();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void rules() throws IOException {
        Files.writeString(folder.resolve("fleet-rules.yml"), RULES);
    }

    private Path tests(String cluster) throws IOException {
        return Files.writeString(folder.resolve("tests.yml"),
                """
                rule_files: ["*rules.yml"]
                tests:
                  - name: silent after five minutes
                    input_series:
                      - {series: 'cluster_up{cluster="eu"}', values: "1 0x9"}
                    alert_rule_test:
                      - {eval_time: 5m, alertname: Silent, exp_alerts: []}
                      - eval_time: 6m
                        alertname: Silent
                        exp_alerts:
                          - exp_labels: {cluster: %s}
                            exp_annotations: {summary: eu is silent}
                """.formatted(cluster));
    }

    @Test
    void aGoodFileSucceeds() throws IOException {
        Path file = tests("eu");
        assertThat(console.run("test", "rules", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(console.out()).isEqualTo("Unit Testing:  " + file + "\n  SUCCESS\n\n");
    }

    @Test
    void aFailureIsShownWithWhatWasExpectedAndGot() throws IOException {
        Path file = tests("us");
        Path junit = folder.resolve("junit.xml");
        assertThat(console.run("test", "rules", "--junit", junit.toString(), file.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("name: silent after five minutes,", "alertname: Silent, time: 6m",
                "Labels:{alertname=\"Silent\", cluster=\"us\"}", "Labels:{alertname=\"Silent\", cluster=\"eu\"}");
        assertThat(Files.readString(junit)).contains("tests=\"1\" failures=\"1\" errors=\"0\"",
                "<testcase name=\"silent after five minutes\"", "<failure>");
    }

    @Test
    void aDiffMarksTheLines() throws IOException {
        assertThat(console.run("test", "rules", "--diff", tests("us").toString())).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("- Labels:{alertname=\"Silent\", cluster=\"us\"}",
                "+ Labels:{alertname=\"Silent\", cluster=\"eu\"}");
    }

    @Test
    void testsThatRunDoesNotNameAreLeftOut() throws IOException {
        assertThat(console.run("test", "rules", "--run", "another", tests("us").toString())).isEqualTo(ExitCode.OK);
        assertThat(console.run("test", "rules", "--run", "(", tests("us").toString())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aFileThatIsNoTestFails() throws IOException {
        Path file = Files.writeString(folder.resolve("t.yml"), "tests: [{intervall: 1m}]\n");
        assertThat(console.run("test", "rules", file.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains(file + ":1:", "field intervall is not known in a test");
    }

    @Test
    void duplicateRulesAreALintOfCheckRules() throws IOException {
        Path file = Files.writeString(folder.resolve("twice.yml"),
                "groups: [{name: g, rules: [{record: a, expr: '1'}, {record: a, expr: '2'}]}]\n");
        assertThat(console.run("check", "rules", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(console.err()).contains("lint: 1 duplicate rule(s) found:");
        assertThat(console.run("check", "rules", "--lint-fatal", file.toString())).isEqualTo(ExitCode.BAD_FILE);
        assertThat(console.run("check", "rules", "--lint-fatal", "--lint", "none", file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(console.run("check", "rules", "--lint", "some", file.toString())).isEqualTo(ExitCode.USAGE);
    }
}
