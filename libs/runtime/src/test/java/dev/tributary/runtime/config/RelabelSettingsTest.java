package dev.tributary.runtime.config;

import java.nio.file.Path;
import java.util.List;

import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RelabelSettingsTest {
    /** A file with nothing but relabeling. */
    record Sample(List<RelabelSettings> relabelConfigs) {
    }

    private static Sample parse(String yaml) {
        return ConfigFile.parse(yaml, "sample.yml", Path.of("/"), Sample.class, _ -> null);
    }

    @Test
    void entriesWrittenForPrometheusWorkUnchanged() {
        Sample sample = parse("""
                              relabel_configs:
                              - source_labels: [namespace, pod]
                                separator: /
                                regex: (.+)/(.+)
                                target_label: id
                                replacement: ${2}@$1
                              - action: labeldrop
                                regex: pod
                              """);
        assertThat(RelabelSettings.relabeling(sample.relabelConfigs()).apply(Labels.of("namespace", "a", "pod", "b")))
                .contains(Labels.of("namespace", "a", "id", "b@a"));
    }

    @Test
    void whatIsLeftOutHasPrometheusDefaults() {
        Sample sample = parse("relabel_configs:\n- {source_labels: [a, b], target_label: c}\n");
        assertThat(RelabelSettings.relabeling(sample.relabelConfigs()).apply(Labels.of("a", "1", "b", "2")))
                .contains(Labels.of("a", "1", "b", "2", "c", "1;2"));
    }

    @Test
    void entriesThatCannotWorkAreRefusedWithTheirPlace() {
        assertThatThrownBy(() -> parse("relabel_configs:\n- {action: hashmod, target_label: a}\n"))
                .isInstanceOf(ConfigException.class).hasMessageContaining("sample.yml:2")
                .hasMessageContaining("modulus");
    }
}
