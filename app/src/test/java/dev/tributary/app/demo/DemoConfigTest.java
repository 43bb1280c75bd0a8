package dev.tributary.app.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.tributary.app.hub.HubConfig;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class DemoConfigTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void hubTakesItsFileWhateverTheFolderIsCalled() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("it's: \"odd\" # here"));
        Path file = Files.writeString(folder.resolve("hub.yml"),
                DemoConfig.hub(9060, odd, Map.of("eu-west", "0123456789abcdef")));
        HubConfig config = HubConfig.load(file);
        assertThat(config.dataDir()).isEqualTo(odd);
        assertThat(config.address().port()).isEqualTo(9060);
        assertThat(config.credentials()).singleElement()
                .satisfies(credential -> assertThat(credential.cluster().value()).isEqualTo("eu-west"));
    }

    @Test
    void collectorTakesItsFile() throws Exception {
        Path file = Files.writeString(folder.resolve("collector.yml"), DemoConfig.collector("eu-west",
                "http://127.0.0.1:9090", 9060, folder.resolve("data"), "0123456789abcdef"));
        CollectorConfig config = ConfigFile.load(file, CollectorConfig.class);
        assertThat(config.cluster()).isEqualTo("eu-west");
        assertThat(config.federateConfigs()).hasSize(1);
        assertThat(config.destinations()).extracting(destination -> destination.url().toString()).containsExactly(
                "http://127.0.0.1:9060/api/v1/write", "http://127.0.0.1:9060/loki/api/v1/push");
    }

    @Test
    void collectorReadsTheLogsOfASimulatedCluster() throws Exception {
        Path pods = folder.resolve("it's pods");
        Path file = Files.writeString(folder.resolve("collector.yml"), DemoConfig.collector("eu-west",
                "http://127.0.0.1:9090", 9060, folder.resolve("data"), "0123456789abcdef")
                + DemoConfig.containerLogs(pods) + DemoConfig.events("http://127.0.0.1:6443"));
        assertThat(ConfigFile.load(file, CollectorConfig.class).events().apiServer())
                .hasToString("http://127.0.0.1:6443");
        assertThat(ConfigFile.load(file, CollectorConfig.class).containerLogs()).singleElement()
                .satisfies(job -> assertThat(job.path()).isEqualTo(pods));
    }

    @Test
    void federatedClusterIsNamedByItselfOrByItsAddress() {
        assertThat(FederatedCluster.of("prod=https://prom.example/base").name()).isEqualTo("prod");
        assertThat(FederatedCluster.of("http://Prom.example:9090/?a=b").name()).isEqualTo("prom.example-9090");
        assertThatThrownBy(() -> FederatedCluster.of("_hub=http://a:1")).hasMessageContaining("'_hub' cannot name");
        assertThatThrownBy(() -> FederatedCluster.of("prometheus:9090")).hasMessageContaining("no address like");
    }

    @Test
    void temporaryFolderIsGoneAfterwardsAndAChosenOneStays() throws Exception {
        DemoFolder temporary = DemoFolder.of(null);
        temporary.write("file", "text");
        temporary.inner("folder");
        temporary.close();
        assertThat(temporary.path()).doesNotExist();
        DemoFolder chosen = DemoFolder.of(folder.resolve("mine"));
        chosen.write("file", "text");
        chosen.close();
        assertThat(folder.resolve("mine/file")).hasContent("text");
    }
}
