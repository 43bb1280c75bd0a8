package dev.tributary.runtime.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.runtime.config.ConfigFileTest.Common;
import dev.tributary.runtime.config.ConfigFileTest.Root;
import dev.tributary.runtime.config.ConfigFileTest.Target;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigTextTest {
    private static final String YAML = """
                                       sync: per-interval
                                       limits:
                                         samples_max: 10
                                         body_max: 64KiB
                                         note: "a: \\"b\\" $$5"
                                       targets:
                                       - job: first
                                         interval: 1h30m
                                         follow_redirects: true
                                         proxy_url: "http://user:hush@proxy:3128/"
                                         password: hush
                                       - job: "true"
                                         interval: 15s
                                         follow_redirects: false
                                       headers:
                                         X-Site: "1.5"
                                       data_dir: /data
                                       cluster: prod-1
                                       ratio: 0.5
                                       """;

    private static Root parse(String yaml) {
        return ConfigFile.parse(yaml, "x", Path.of("/"), Root.class, Map.<String, String>of()::get);
    }

    @Test
    void theTextIsWhatAFileWouldHoldWithItsSecretsMasked() {
        assertThat(ConfigText.of(parse(YAML)))
                .isEqualTo(YAML.replace("user:hush@", "<secret>@").replace(": hush", ": <secret>"));
    }

    @Test
    void readingItAgainGivesTheSame() {
        Root root = parse(YAML.replace("user:hush@", "").replace("  password: hush\n", ""));
        assertThat(parse(ConfigText.of(root))).isEqualTo(root);
        Root defaults = parse("");
        assertThat(parse(ConfigText.of(defaults))).isEqualTo(defaults);
    }

    @Test
    void theReferenceListsEveryKey() {
        assertThat(ConfigReference.of(Root.class))
                .isEqualTo("""
                           | Key | Value | Default | Meaning |
                           | --- | --- | --- | --- |
                           | `sync` | `commit` or `per-interval` | `commit` |  |
                           | `limits` | mapping |  |  |
                           | `limits.samples_max` | whole number | `5000000` | most samples |
                           | `limits.body_max` | size | `512MiB` |  |
                           | `limits.note` | text | `interval_unset` |  |
                           | `targets` | list of mapping |  |  |
                           | `targets[].job` | text | required |  |
                           | `targets[].interval` | duration | `15s` |  |
                           | `targets[].follow_redirects` | `true` or `false` | `true` |  |
                           | `targets[].proxy_url` | URL |  |  |
                           | `targets[].password`, `targets[].password_file` | secret |  |  |
                           | `headers` | mapping of names to text |  |  |
                           | `data_dir` | path | `data` |  |
                           | `cluster` | cluster name |  |  |
                           | `ratio` | number |  |  |
                           """);
    }

    @Test
    void theSchemaKnowsTypesWordsDefaultsAndRequiredKeys() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(JsonSchema.of(Root.class, "test"));
        assertThat(schema.at("/additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.at("/properties/sync/enum").toString()).isEqualTo("[\"commit\",\"per-interval\"]");
        assertThat(schema.at("/properties/limits/properties/samples_max/default").asLong()).isEqualTo(5_000_000);
        assertThat(schema.at("/properties/limits/properties/samples_max/description").asText())
                .isEqualTo("most samples");
        assertThat(schema.at("/properties/targets/items/required").toString()).isEqualTo("[\"job\"]");
        assertThat(schema.at("/properties/targets/items/properties/follow_redirects/default").asBoolean()).isTrue();
        assertThat(schema.at("/properties/targets/items/properties/password_file/type").asText()).isEqualTo("string");
        assertThat(schema.at("/properties/headers/additionalProperties/type").asText()).isEqualTo("string");
        assertThat(schema.at("/properties/ratio/type").asText()).isEqualTo("number");
        assertThat(schema.has("required")).isFalse();
    }

    @Test
    void anElementWithoutKeysIsStillAnElement() {
        assertThat(
                ConfigText.of(new Root(ConfigFileTest.Sync.COMMIT, new ConfigFileTest.Limits(1, new ByteSize(1), "x"),
                        List.of(new Target("a", Duration.ofSeconds(1),
                                new Common(true, URI.create("http://p")), null)),
                        Map.of(),
                        Path.of("/d"), null, null)))
                .contains("- job: a\n  interval: 1s\n");
    }
}
