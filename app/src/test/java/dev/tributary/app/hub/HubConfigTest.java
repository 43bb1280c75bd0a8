package dev.tributary.app.hub;

import java.nio.file.Path;
import java.util.Map;

import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HubConfigTest {
    private static HubConfig parse(String yaml) {
        return ConfigFile.parse(yaml, "hub.yml", Path.of("/etc/tributary"), HubConfig.class,
                Map.<String, String>of()::get);
    }

    @Test
    void anEmptyFileIsAHubForThisMachine() {
        HubConfig config = parse("");
        assertThat(config.address()).hasToString("127.0.0.1:9060");
        assertThat(config.dataDir()).isEqualTo(Path.of("/etc/tributary/data"));
    }

    @Test
    void listeningBeyondThisMachineNeedsCredentials() {
        assertThatThrownBy(() -> parse("data_dir: x\nhttp: {listen: ':9060'}")).isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("hub.yml:2:1: http listens on 0.0.0.0:9060, but without credentials")
                .hasMessageContaining("name credentials, or listen on 127.0.0.1");
        assertThat(
                parse("http: {listen: ':9060'}\ncredentials: [{cluster: a, token: 0123456789abcdef}]").address().port())
                .isEqualTo(9060);
    }

    @Test
    void noSecretIsPrinted() {
        assertThat(parse("credentials: [{cluster: a, token: 0123456789abcdef}]").toString())
                .doesNotContain("0123456789abcdef");
    }
}
