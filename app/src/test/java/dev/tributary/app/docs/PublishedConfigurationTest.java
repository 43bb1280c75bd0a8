package dev.tributary.app.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.tributary.app.hub.HubConfig;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.runtime.config.ConfigReference;
import dev.tributary.runtime.config.JsonSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of {@code docs/configuration.md} and the schemas of {@code docs/schema} are those of the configuration records.
 * With {@code -Dtributary.docs.write=true} they are written anew instead.
 */
class PublishedConfigurationTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final boolean WRITE = Boolean.getBoolean("tributary.docs.write");
    private static final String REMEDY = "run: mvn verify -pl app -am -Dtest=PublishedConfigurationTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -DskipITs -Dtributary.docs.write=true";

    /** The configuration files of the program. */
    enum File {
        HUB("hub", HubConfig.class), COLLECTOR("collector", CollectorConfig.class);

        private final String role;
        private final Class<? extends Record> type;

        File(String role, Class<? extends Record> type) {
            this.role = role;
            this.type = type;
        }

        private Path schema() {
            return DOCS.resolve("schema").resolve(role + ".schema.json");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theReferenceIsCurrent(File file) throws IOException {
        Path page = DOCS.resolve("configuration.md");
        String text = Files.readString(page);
        String begin = "<!-- keys of " + file.role + ".yml, written by PublishedConfigurationTest -->\n";
        String end = "<!-- end of " + file.role + ".yml -->\n";
        assertThat(text).contains(begin, end);
        String before = text.substring(0, text.indexOf(begin) + begin.length());
        String current = before + "\n" + ConfigReference.of(file.type) + "\n" + text.substring(text.indexOf(end));
        if (WRITE) {
            Files.writeString(page, current);
        } else {
            assertThat(text).as(REMEDY).isEqualTo(current);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaIsCurrent(File file) throws IOException {
        String current = JsonSchema.of(file.type, "Configuration of a Tributary " + file.role);
        if (WRITE) {
            Files.createDirectories(file.schema().getParent());
            Files.writeString(file.schema(), current);
        } else {
            assertThat(Files.readString(file.schema())).as(REMEDY).isEqualTo(current);
        }
    }

    @Test
    void everyKeyHasAMeaning() {
        for (File file : File.values()) {
            assertThat(ConfigReference.of(file.type).lines().filter(row -> row.endsWith("|  |"))).isEmpty();
        }
    }
}
