package dev.tributary.alerts.unittest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.tributary.alerts.role.PromqlRules;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.testkit.SharedMaterial;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The installed promtool and ours agree about the files that its version understands. */
@Timeout(60)
class RealPromtoolIT {
    private static final Path BINARY = Path.of("/usr/bin/promtool");

    @BeforeEach
    void needsPromtool() {
        assumeTrue(Files.isExecutable(BINARY), "skipped: " + BINARY + " is not installed (prometheus)");
    }

    private record Verdict(boolean passed, String text) {
    }

    private static Verdict promtool(String command, Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(BINARY.toString(), command, "rules", file.toString())
                .redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Verdict(process.exitValue() == 0, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-modifier-test.yml", "bad-input-series.yml", "bad-promql.yml",
            "bad-rules-error-test.yml", "bad-rules-syntax-test.yml", "failing.yml", "long-period.yml",
            "negative-offset-test.yml", "rules_run.yml", "rules_run_extrafields.yml", "rules.yml"})
    void unitTestsGetTheSameVerdict(String name) throws Exception {
        Path file = SharedMaterial.file("conformance/promtool").resolve(name);
        Verdict theirs = promtool("test", file);
        RuleUnitTests.FileResult ours = new RuleUnitTests(PromqlRules.checks(Set.of()), UnitTestOptions.DEFAULT)
                .run(file);
        assertThat(ours.passed()).as(theirs.text()).isEqualTo(theirs.passed());
        if (name.equals("failing.yml") || name.equals("rules_run.yml")) {
            List<String> failures = ours.tests().stream().flatMap(test -> test.failures().stream()).toList();
            assertThat(failures).isNotEmpty().allSatisfy(failure -> assertThat(theirs.text()).contains(failure));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules.yml", "at-modifier.yml", "bad-rules-error.yml", "bad-rules-syntax.yml",
            "features.yml", "negative-offset.yml", "rules-bad.yml", "rules_extrafields.yml", "rules_large.yml",
            "unittest.yml"})
    void ruleFilesGetTheSameVerdict(String name) throws Exception {
        Path file = SharedMaterial.file("conformance/promtool").resolve(name);
        boolean good;
        try {
            new RuleFileReader(PromqlRules.checks(Set.of())).read(file);
            good = true;
        } catch (InvalidRuleFileException e) {
            good = false;
        }
        assertThat(good).isEqualTo(!promtool("check", file).text().contains("FAILED:\n" + file)
                && !promtool("check", file).text().contains("could not parse"));
    }
}
