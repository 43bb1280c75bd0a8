package dev.tributary.runtime.discovery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileDiscoveryTest {
    @TempDir
    Path folder;

    private FileDiscovery discovery(String pattern) {
        return new FileDiscovery(new FileTargets(List.of(folder.resolve(pattern)), Duration.ofMinutes(5)));
    }

    @Test
    void readsJsonAndYamlInFileOrder() throws Exception {
        Files.writeString(folder.resolve("b.json"), "[{\"targets\": [\"b:1\"], \"labels\": {\"x\": \"1\"}}]");
        Files.writeString(folder.resolve("a.yml"), "- targets: [a:1, a:2]\n");
        FileDiscovery both = new FileDiscovery(new FileTargets(
                List.of(folder.resolve("*.json"), folder.resolve("*.yml")), Duration.ofMinutes(5)));
        assertThat(both.read()).containsExactly(
                new TargetGroup(List.of("a:1", "a:2"), Map.of("__meta_filepath", folder.resolve("a.yml").toString())),
                new TargetGroup(List.of("b:1"),
                        Map.of("x", "1", "__meta_filepath", folder.resolve("b.json").toString())));
    }

    @Test
    void aBrokenFileKeepsItsTargetsAndAVanishedOneLosesThem() throws Exception {
        Path file = folder.resolve("a.yml");
        Files.writeString(file, "- targets: [a:1]\n");
        FileDiscovery discovery = discovery("*.yml");
        List<TargetGroup> first = discovery.read();
        for (String broken : List.of("- targets: [a:1", "- targets: a:1\n  owner: me\n", "just text")) {
            Files.writeString(file, broken);
            assertThat(discovery.read()).isEqualTo(first);
        }
        Files.delete(file);
        assertThat(discovery.read()).isEmpty();
    }

    @Test
    void patternsPrometheusRefusesAreRefused() {
        for (String pattern : List.of("targets.txt", "a*/b.yml", "*")) {
            assertThatThrownBy(() -> discovery(pattern)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not valid for file discovery");
        }
    }

    @Test
    void anEmptyFileHasNoTargets() throws Exception {
        Files.writeString(folder.resolve("a.yml"), "");
        assertThat(discovery("a.yml").read()).isEmpty();
    }
}
