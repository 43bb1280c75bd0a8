package dev.tributary.alerts.rulefile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tributary.alerts.rulefile.GroupDefinition.Language;
import dev.tributary.alerts.rulefile.GroupDefinition.WatermarkMode;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RuleFileReaderTest {
    private static final ExpressionCheck FINE = _ -> Optional.empty();
    private static final ExpressionCheck NO_PLUS_AT_END = text -> text.endsWith("+")
            ? Optional.of("1:7: parse error: unexpected end of input")
            : Optional.empty();
    private final RuleFileReader reader = new RuleFileReader(new RuleChecks(NO_PLUS_AT_END, FINE, FINE));

    @Test
    void readsEveryField() throws Exception {
        List<GroupDefinition> groups = reader.read("fleet.yml",
                """
                groups:
                  - name: fleet
                    interval: 30s
                    query_offset: 5s
                    limit: 10
                    type: loki
                    watermark: notify
                    labels: {team: platform, severity: info}
                    rules:
                      - record: job:up:sum
                        expr: 1
                      - alert: ClusterSilent
                        expr: tributary_cluster_up == 0
                        for: 5m
                        keep_firing_for: 1h30m
                        labels: {severity: page}
                        annotations: {summary: "{{ $labels.cluster }} is silent"}
                """);
        assertThat(groups).hasSize(1);
        GroupDefinition group = groups.getFirst();
        assertThat(group.interval()).contains(Duration.ofSeconds(30));
        assertThat(group.queryOffset()).contains(Duration.ofSeconds(5));
        assertThat(group.limit()).isEqualTo(10);
        assertThat(group.language()).isEqualTo(Language.LOGQL);
        assertThat(group.watermark()).isEqualTo(WatermarkMode.NOTIFY_LATE);
        assertThat(group.rules().getFirst().expression()).isEqualTo("1");
        RuleDefinition.Alerting alert = (RuleDefinition.Alerting) group.rules().get(1);
        assertThat(alert.holdFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(alert.keepFiringFor()).isEqualTo(Duration.ofMinutes(90));
        assertThat(alert.labels()).isEqualTo(Labels.of("severity", "page", "team", "platform"));
        assertThat(alert.annotations()).containsEntry("summary", "{{ $labels.cluster }} is silent");
        assertThat(alert.place()).isEqualTo(new RuleDefinition.Place(12, 9));
    }

    @Test
    void anEmptyFileHasNoGroups() throws Exception {
        assertThat(reader.read("empty.yml", "")).isEmpty();
        assertThat(reader.read("empty.yml", "# nothing\n")).isEmpty();
        assertThat(reader.read("empty.yml", "groups:\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "- {expr: x} | one of 'record' or 'alert' must be set",
            "- {record: a, alert: b, expr: x} | only one of 'record' and 'alert' must be set",
            "- {record: a} | field 'expr' must be set in rule",
            "- {record: a, expr: x, for: 5m} | invalid field 'for' in recording rule",
            "- {record: a, expr: x, keep_firing_for: 5m} | invalid field 'keep_firing_for' in recording rule",
            "- {record: a, expr: x, annotations: {b: c}} | invalid field 'annotations' in recording rule",
            "- {record: 'a{b=\"c\"}', expr: x} | braces present in the recording rule name; should it be in expr?",
            "- {record: a, expr: 'test +'} | could not parse expression: 1:7: parse error: unexpected end of input",
            "- {record: a, expr: x, labels: {__name__: b}} | invalid label name: __name__",
            "- {record: a, expr: x, owner: me} | field owner is not known in a rule",
            "- {alert: a, expr: x, for: soon} | for of a rule",
            "- {alert: a, expr: x, labels: [b]} | labels of a rule must be a mapping",
            "- just text | a rule must be a mapping",
            "- {record: a, record: b, expr: x} | key \"record\" is given twice in a rule",})
    void refusesRulesPrometheusRefuses(String rule, String problem) {
        assertThatThrownBy(() -> reader.read("bad.yml", "groups:\n- name: g\n  rules:\n  " + rule + "\n"))
                .isInstanceOf(InvalidRuleFileException.class).hasMessageContaining("bad.yml:4:")
                .hasMessageContaining(problem);
    }

    @Test
    void reportsEverythingWrongAtOnceWithItsPlace() {
        assertThatThrownBy(() -> reader.read("bad.yml", """
                                                        groups:
                                                          - name: a
                                                          - name: a
                                                            interval: often
                                                          - rules: []
                                                            limit: many
                                                        """)).isInstanceOfSatisfying(InvalidRuleFileException.class,
                e -> assertThat(e.problems()).extracting(RuleFileProblem::line).containsExactly(3, 4, 5, 6));
    }

    @Test
    void textThatIsNotYamlNamesTheLine() {
        assertThatThrownBy(() -> reader.read("bad.yml", "groups:\n  - name: [\n"))
                .isInstanceOf(InvalidRuleFileException.class).hasMessageContaining("bad.yml:3:").hasMessageContaining(
                        "yaml:");
    }

    @Test
    void unknownKeysPassWhenAskedTo() throws Exception {
        RuleFileReader tolerant = new RuleFileReader(new RuleChecks(FINE, FINE, FINE), true);
        assertThat(tolerant.read("x.yml",
                "owner: me\ngroups:\n- name: g\n  team: t\n  rules:\n  - {record: a, expr: x, y: z}"))
                .hasSize(1);
    }
}
