package dev.tributary.runtime.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads YAML configuration into records. The components of a record are its keys in snake case ({@link Key} renames);
 * {@link Default} gives what an absent key means, a nullable component may be absent, a component that is itself a record
 * takes its own defaults, lists and maps are then empty, and anything else is required. Values may use {@code ${NAME}} for
 * environment variables; a {@link Secret} named {@code x} may stand in a file named by {@code x_file}. Paths are relative to
 * the file's directory. A record refuses values in its constructor by {@link IllegalArgumentException}; when the message
 * starts with a key, that key's place is shown.
 */
public final class ConfigFile {
    private ConfigFile() {
    }

    /**
     * Reads a file with the process' environment.
     *
     * @throws ConfigException with every problem found
     */
    public static <T extends Record> T load(Path file, Class<T> recordType) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException(List.of(new ConfigProblem(file.toString(), 0, 0, "", unreadable(file, e))));
        }
        Path directory = file.toAbsolutePath().getParent();
        return parse(text, file.toString(), directory == null ? Path.of("/") : directory, recordType, System::getenv);
    }

    private static String unreadable(Path file, IOException e) {
        return Files.exists(file) ? "cannot be read: " + FileProblem.of(e) : "no such file";
    }

    /**
     * Reads a text.
     *
     * @param sourceName  what problems call the text
     * @param directory   where relative paths start
     * @param environment value of a variable, or null where it is not set
     * @throws ConfigException with every problem found
     */
    public static <T extends Record> T parse(String text, String sourceName, Path directory, Class<T> recordType,
            UnaryOperator<@Nullable String> environment) {
        Problems problems = new Problems(sourceName);
        Node root = YamlSource.compose(text, sourceName);
        Object bound = new RecordBinder(directory, new EnvironmentText(environment), problems).bindRecord(recordType,
                root,
                "");
        problems.throwIfAny();
        if (bound == null) {
            throw new IllegalStateException(recordType + " was not bound, and no problem was reported");
        }
        return recordType.cast(bound);
    }

    /** The record that an empty file gives. */
    public static <T extends Record> T defaults(Class<T> recordType) {
        return parse("", "defaults", Path.of("").toAbsolutePath(), recordType, _ -> null);
    }
}
