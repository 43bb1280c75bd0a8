package dev.tributary.alerts.unittest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tributary.alerts.role.PromqlRules;
import dev.tributary.alerts.rulefile.DuplicateRules;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.alerts.unittest.RuleUnitTests.FileResult;
import dev.tributary.testkit.SharedMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Prometheus' own files for promtool 3.14 get its verdicts. */
class PromtoolFilesTest {
    private static final Set<String> ALL_FEATURES = Set.of("promql-experimental-functions",
            "promql-duration-expr", "promql-extended-range-selectors", "promql-binop-fill-modifiers");

    private static Path file(String name) {
        return SharedMaterial.file("conformance/promtool").resolve(name);
    }

    private static FileResult run(String name, UnitTestOptions options) {
        return new RuleUnitTests(PromqlRules.checks(options.features()), options).run(file(name));
    }

    private static String failures(FileResult result) {
        return String.join("\n", result.problems()) + String.join("\n",
                result.tests().stream().flatMap(test -> test.failures().stream()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unittest.yml", "long-period.yml", "at-modifier-test.yml", "negative-offset-test.yml",
            "no-test-group-interval.yml", "start-time-test.yml"})
    void goodFilesPass(String name) {
        FileResult result = run(name, UnitTestOptions.DEFAULT);
        assertThat(failures(result)).isEmpty();
        assertThat(result.passed()).isTrue();
        assertThat(result.tests()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"bad-input-series.yml | unexpected end of input inside braces",
            "bad-promql.yml | found duplicate series for the match group {a=\"1\"} on the right hand-side of the operation",
            "bad-rules-error-test.yml | rule: joined, time: 0s, err: found duplicate series for the match group",
            "bad-rules-syntax-test.yml | group \"bad-syntax\", rule 1, \"x\": could not parse expression: 1:7: parse error: unexpected end of input",
            "failing.yml | alertname: InstanceDown, time: 5m",
            "rules_run_extrafields.yml | field namespace is not known in a group",
            "rules.yml | field groups is not known in the test file",
            "rules_run_no_fuzzy.yml | got: {__name__=\"test_low\"} 2.9999999999999996E+00",})
    void badFilesFailWithTheirReason(String name, String reason) {
        FileResult result = run(name, UnitTestOptions.DEFAULT);
        assertThat(result.passed()).isFalse();
        assertThat(failures(result)).contains(reason);
    }

    @Test
    void failuresAreShownInPromtoolsWords() {
        assertThat(run("failing.yml", UnitTestOptions.DEFAULT).tests().getFirst().failures()).containsExactly(
                """
                name: Failing test,
                alertname: Test, time: 0s,\s
                    exp:[
                        0:
                          Labels:{alertname="Test"}
                          Annotations:{}
                        ],\s
                    got:[]""".indent(4).stripTrailing().replaceFirst("^ {4}", "    "),
                "    expr: \"test\", time: 0s,\n        exp: {__name__=\"test\"} 1E+00\n        got: {__name__=\"test\"} 0E+00");
    }

    @ParameterizedTest
    @CsvSource({"correct, true", "wrong, false", "correct|wrong, false", "(, false"})
    void runChoosesTestsByName(String expression, boolean passes) {
        String regex = expression.equals("(") ? "wr" : expression;
        UnitTestOptions options = new UnitTestOptions(Optional.of(Pattern.compile(regex)), false, false, false,
                Set.of());
        assertThat(run("rules_run.yml", options).passed()).isEqualTo(passes);
        assertThat(run("rules_run_fuzzy.yml", options).passed()).isEqualTo(passes);
    }

    @Test
    void unknownFieldsPassWhenAskedTo() {
        UnitTestOptions options = new UnitTestOptions(Optional.empty(), false, false, true, Set.of());
        assertThat(failures(run("rules_run_extrafields.yml", options))).isEmpty();
    }

    @Test
    void aDiffMarksWhatIsMissingAndWhatIsTooMuch() {
        UnitTestOptions options = new UnitTestOptions(Optional.of(Pattern.compile("Failing alert test")), true, false,
                false, Set.of());
        assertThat(failures(run("failing.yml", options))).contains("            + Labels:{alertname=\"InstanceDown\"")
                .doesNotContain("got:");
    }

    @Test
    void debuggingShowsAllSeriesAtTheEnd() {
        UnitTestOptions options = new UnitTestOptions(Optional.of(Pattern.compile("correct")), false, true, false,
                Set.of());
        assertThat(run("rules_run.yml", options).tests().getFirst().dump()).contains("{__name__=\"test\"} =>",
                "1 @[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules.yml", "at-modifier.yml", "negative-offset.yml", "bad-rules-error.yml",
            "rules_duplicates.yml", "prometheus-rules.lint.yml", "rules_large.yml"})
    void goodRuleFilesAreRead(String name) throws Exception {
        assertThat(new RuleFileReader(PromqlRules.checks(Set.of())).read(file(name))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"rules-bad.yml | undefined variable \"$label\"",
            "bad-rules-syntax.yml | unexpected end of input", "rules_extrafields.yml | field ownership",
            "features.yml | could not parse expression", "unittest.yml | field tests is not known in the rule file"})
    void badRuleFilesAreRefused(String name, String reason) {
        Path file = file(name);
        assertThatThrownBy(() -> new RuleFileReader(PromqlRules.checks(Set.of())).read(file))
                .isInstanceOf(InvalidRuleFileException.class).hasMessageContaining(reason);
    }

    @Test
    void featuresTurnExperimentalPartsOn() throws Exception {
        assertThat(new RuleFileReader(PromqlRules.checks(ALL_FEATURES)).read(file("features.yml"))).hasSize(1);
    }

    @Test
    void duplicateRulesAreFoundOnceEach() throws Exception {
        List<DuplicateRules.Duplicate> found = DuplicateRules
                .in(new RuleFileReader(PromqlRules.checks(Set.of())).read(file("rules_duplicates.yml")));
        assertThat(found).extracting(DuplicateRules.Duplicate::name).containsExactly("job:test:count_over_time1m");
        assertThat(DuplicateRules
                .in(new RuleFileReader(PromqlRules.checks(Set.of())).read(file("prometheus-rules.lint.yml"))))
                .hasSize(1);
        assertThat(DuplicateRules.in(new RuleFileReader(PromqlRules.checks(Set.of())).read(file("rules.yml"))))
                .isEmpty();
    }
}
