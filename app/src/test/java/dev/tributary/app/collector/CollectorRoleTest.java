package dev.tributary.app.collector;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CollectorRoleTest {
    @TempDir
    Path data;

    @Test
    void startsListensAndStops() throws Exception {
        CollectorConfig config = ConfigFile.parse("""
                                                  cluster: east
                                                  http: {listen: "127.0.0.1:0"}
                                                  remote_write: [{url: "http://127.0.0.1:1/api/v1/write"}]
                                                  """, "collector.yml", data, CollectorConfig.class, _ -> null);
        try (CollectorRole role = CollectorRole.start(config); HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> ready = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + role.port() + "/-/ready")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(ready.statusCode()).isEqualTo(200);
        }
        assertThat(data.resolve("collector-data/spool/127.0.0.1_1")).isDirectory();
    }
}
