package dev.tributary.runtime.discovery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads target lists from files. A file that is broken or half written keeps the targets it had; one that is gone loses
 * them. Each group carries {@code __meta_filepath}. Call {@link #read} whenever the files may have changed.
 */
public final class FileDiscovery {
    private static final Logger LOG = LoggerFactory.getLogger(FileDiscovery.class);
    private static final ObjectMapper SHAPES = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final List<Path> patterns;
    private final Map<Path, String> problems = new HashMap<>();
    private Map<Path, List<TargetGroup>> known = new TreeMap<>();

    public FileDiscovery(FileTargets settings) {
        patterns = settings.files();
    }

    /** A group as a file writes it. */
    private record Entry(@Nullable List<String> targets, @Nullable Map<String, String> labels) {
        TargetGroup group(Path file) {
            Map<String, String> all = new HashMap<>(labels == null ? Map.of() : labels);
            all.put("__meta_filepath", file.toString());
            return new TargetGroup(targets == null ? List.of() : targets, all);
        }
    }

    /** The groups of all files, in file order. */
    public List<TargetGroup> read() {
        Map<Path, List<TargetGroup>> now = new TreeMap<>();
        for (Path pattern : patterns) {
            for (Path file : files(pattern)) {
                now.put(file, read(file));
            }
        }
        known = now;
        List<TargetGroup> groups = new ArrayList<>();
        now.values().forEach(groups::addAll);
        return groups;
    }

    private List<TargetGroup> read(Path file) {
        try {
            // YAML's parser reads JSON as well.
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            List<Entry> entries = SHAPES.convertValue(tree, new TypeReference<List<Entry>>() {
            });
            problems.remove(file);
            return entries == null ? List.of() : entries.stream().map(entry -> entry.group(file)).toList();
        } catch (IOException | YAMLException | IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            // Said once: the file is looked at every few seconds
            if (!problem.equals(problems.put(file, problem))) {
                LOG.error("target file is unusable, its earlier targets stay file={} err={}", file,
                        problem);
            }
            return known.getOrDefault(file, List.of());
        }
    }

    private static List<Path> files(Path pattern) {
        Path name = pattern.getFileName();
        Path directory = pattern.getParent();
        if (name == null || directory == null || !name.toString().contains("*")) {
            return Files.exists(pattern) ? List.of(pattern) : List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> matches = Files.newDirectoryStream(directory, name.toString())) {
            matches.forEach(found::add);
        } catch (IOException e) {
            LOG.error("target folder is unreadable folder={} err={}", directory, e.toString());
        }
        return found;
    }
}
