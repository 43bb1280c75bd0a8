package dev.tributary.alerts.edit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tributary.alerts.role.PromqlRules;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.InMemoryDocumentStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EditedRulesTest {
    private static final String GROUP = "name: g\ninterval: 30s\nrules:\n- alert: A\n  expr: up == 0\n";

    private final InMemoryDocumentStore documents = new InMemoryDocumentStore();
    private final FakeClock clock = new FakeClock(Instant.ofEpochSecond(1000));

    private EditedRules open() {
        return new EditedRules(documents, new RuleFileReader(PromqlRules.checks(Set.of())), clock);
    }

    @Test
    void whatIsWrittenIsThereAfterARestart() throws Exception {
        EditedGroup written = open().put("team", GROUP);
        assertThat(written.version()).isEqualTo(1);
        assertThat(open().all()).containsExactly(written);
        assertThat(open().find("team", "g")).contains(written);
        assertThat(written.definition().file()).isEqualTo("team");
        assertThat(written.definition().interval()).contains(Duration.ofSeconds(30));
    }

    @Test
    void jsonIsYamlToo() throws Exception {
        EditedGroup written = open().put("team",
                "{\"name\":\"j\",\"rules\":[{\"record\":\"a:b\",\"expr\":\"1\"}]}");
        assertThat(written.name()).isEqualTo("j");
        assertThat(written.definition().rules()).hasSize(1);
    }

    @Test
    void aBadGroupChangesNothing() throws Exception {
        EditedRules rules = open();
        rules.put("team", GROUP);
        assertThatThrownBy(() -> rules.put("team", GROUP.replace("up == 0", "up ==")))
                .isInstanceOf(InvalidRuleFileException.class).hasMessageContaining("could not parse expression");
        assertThatThrownBy(() -> rules.put("team", "[]")).isInstanceOf(InvalidRuleFileException.class);
        assertThatThrownBy(() -> rules.put("a;b", GROUP)).isInstanceOf(InvalidRuleFileException.class)
                .hasMessageContaining("cannot name");
        assertThat(open().all()).extracting(EditedGroup::version).containsExactly(1L);
    }

    @Test
    void aTextThatHoldsItselfIsRefused() {
        RulerDialect loki = new RulerDialect(GroupDefinition.Language.LOGQL, false);
        EditedRules rules = open();
        assertThatThrownBy(() -> rules.put("team", loki.taken("team", "name: g\nrules: &r [*r]\n", rules)))
                .isInstanceOf(InvalidRuleFileException.class);
        assertThatThrownBy(() -> rules.put("team", loki.taken("team", "&g {name: g, rules: [*g]}\n", rules)))
                .isInstanceOf(InvalidRuleFileException.class);
    }

    @Test
    void versionsAreKeptUpToALimitAndThroughDeletions() throws Exception {
        EditedRules rules = open();
        for (int i = 0; i < EditedRules.VERSIONS_KEPT + 4; i++) {
            rules.put("team", GROUP.replace("0", String.valueOf(i)));
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(rules.remove("team", "g")).isTrue();
        assertThat(rules.remove("team", "g")).isFalse();
        assertThat(open().all()).isEmpty();
        List<Map<String, Object>> versions = open().versions("team", "g");
        assertThat(versions).hasSize(EditedRules.VERSIONS_KEPT);
        assertThat(versions.getLast()).containsEntry("version", 25L).containsEntry("group", "")
                .containsEntry("at_ms", 1_001_000L);
        assertThat(open().put("team", GROUP).version()).isEqualTo(26);
    }
}
