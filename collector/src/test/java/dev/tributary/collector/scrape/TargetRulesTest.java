package dev.tributary.collector.scrape;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.config.GlobalSettings;
import dev.tributary.collector.config.ScrapeSettings;
import dev.tributary.model.Labels;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.discovery.TargetGroup;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** From addresses to targets, as Prometheus does it. */
class TargetRulesTest {
    private static final GlobalSettings GLOBAL = new GlobalSettings(Duration.ofSeconds(15), Duration.ofSeconds(10));

    private static TargetRules rules(String... more) {
        String yaml = "job_name: node\nstatic_configs: [{targets: [unused:1]}]\n" + String.join("\n", more) + "\n";
        return new TargetRules(ConfigFile.parse(yaml, "job.yml", Path.of("/"), ScrapeSettings.class, _ -> null),
                GLOBAL);
    }

    private static ScrapeTarget target(TargetRules rules, String address, Map<String, String> labels) {
        return switch (rules.choose(rules.discovered(address, labels))) {
            case TargetChoice.Chosen(ScrapeTarget target) -> target;
            case TargetChoice.Dropped dropped -> throw new AssertionError(dropped.toString());
        };
    }

    @Test
    void anAddressBecomesAPageWithJobAndInstance() {
        ScrapeTarget target = target(rules(), "host:9100", Map.of("rack", "7", "__meta_x", "y"));
        assertThat(target.page()).hasToString("http://host:9100/metrics");
        assertThat(target.labels()).isEqualTo(Labels.of("instance", "host:9100", "job", "node", "rack", "7"));
        assertThat(target.interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void relabelingDecidesAboutEveryPartOfThePage() {
        TargetRules rules = rules("scheme: https", "metrics_path: /m", "params: {module: [a, b], only: [c]}",
                """
                relabel_configs:
                - {source_labels: [__address__], target_label: __param_target}
                - {source_labels: [__meta_path], regex: (.+), target_label: __metrics_path__}
                - {target_label: __param_module, replacement: z}
                - {target_label: __scrape_interval__, replacement: 1m}
                - {target_label: __scrape_timeout__, replacement: 30s}
                - {target_label: __address__, replacement: "prober:9115"}
                - {source_labels: [__param_target], target_label: instance}
                """);
        ScrapeTarget target = target(rules, "shop.example", Map.of("__meta_path", "/probe"));
        assertThat(target.page()).hasToString(
                "https://prober:9115/probe?module=z&module=b&only=c&target=shop.example");
        assertThat(target.labels()).isEqualTo(Labels.of("instance", "shop.example", "job", "node"));
        assertThat(target.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatIsNoTargetIsRefusedWithAReason() {
        assertRefused("host/path:1", "is not a valid hostname");
        assertRefused("host:1", "no address", "- {target_label: __address__, replacement: ''}");
        assertRefused("host:1", "scrape timeout cannot be greater than scrape interval",
                "- {target_label: __scrape_interval__, replacement: 5s}");
        assertRefused("host:1", "not a valid duration", "- {target_label: __scrape_interval__, replacement: often}");
        assertRefused("ho st:1", "no URL");
    }

    private static void assertRefused(String address, String reason, String... relabeling) {
        TargetRules rules = relabeling.length == 0
                ? rules()
                : rules("relabel_configs:\n" + String.join("\n", relabeling));
        assertThatThrownBy(() -> rules.choose(rules.discovered(address, Map.of())))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }

    @Test
    void aListCountsWhatIsDroppedAndKeepsEachTargetOnce() {
        TargetRules rules = rules("relabel_configs: [{source_labels: [drop], regex: '1', action: drop}]");
        TargetGroup some = new TargetGroup(List.of("a:1", "b:1", "a:1", "bad/one:1"), Map.of());
        TargetGroup dropped = new TargetGroup(List.of("c:1", "d:1"), Map.of("drop", "1"));
        TargetList list = TargetList.of(List.of(List.of(some, dropped), List.of(some)), rules, 1);
        assertThat(list.targets()).extracting(target -> target.labels().get("instance")).containsExactly("a:1", "b:1");
        assertThat(list.dropped()).isEqualTo(2);
        assertThat(list.shown()).singleElement().satisfies(
                labels -> assertThat(labels.get("__address__")).isEqualTo("c:1"));
        assertThat(list.invalid()).isEqualTo(2);
        assertThat(list.problem()).startsWith("\"bad/one:1\" is not a valid hostname in {");
    }
}
