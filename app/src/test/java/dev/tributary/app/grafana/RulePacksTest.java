package dev.tributary.app.grafana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.tributary.alerts.role.PromqlRules;
import dev.tributary.alerts.rulefile.DuplicateRules;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.RuleDefinition;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.alerts.unittest.RuleUnitTests;
import dev.tributary.alerts.unittest.RuleUnitTests.FileResult;
import dev.tributary.alerts.unittest.UnitTestOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The shipped rules pass their unit tests, and every alert has one. */
class RulePacksTest {
    private static final Path PACKS = Path.of("..", "grafana", "rules");

    static Stream<Path> packs() throws IOException {
        try (Stream<Path> folders = Files.list(PACKS)) {
            List<Path> found = folders.filter(Files::isDirectory).sorted().toList();
            assertThat(found).hasSizeGreaterThanOrEqualTo(7);
            return found.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("packs")
    void passesItsTests(Path pack) {
        FileResult result = new RuleUnitTests(PromqlRules.checks(Set.of()), UnitTestOptions.DEFAULT)
                .run(pack.resolve("tests.yml"));
        assertThat(result.problems()).isEmpty();
        assertThat(result.warnings()).isEmpty();
        assertThat(result.tests()).isNotEmpty().allSatisfy(test -> assertThat(test.failures()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("packs")
    void everyAlertIsTestedAndSaysHowBadItIs(Path pack) throws Exception {
        List<GroupDefinition> groups = new RuleFileReader(PromqlRules.checks(Set.of()))
                .read(pack.resolve("rules.yml"));
        assertThat(DuplicateRules.in(groups)).isEmpty();
        String tests = Files.readString(pack.resolve("tests.yml"));
        for (GroupDefinition group : groups) {
            for (RuleDefinition rule : group.rules()) {
                if (rule instanceof RuleDefinition.Alerting alert) {
                    assertThat(tests).contains("alertname: " + alert.name());
                    assertThat(alert.labels().get("severity")).isIn("critical", "warning", "info");
                    assertThat(alert.annotations()).containsKey("summary");
                }
            }
        }
    }
}
