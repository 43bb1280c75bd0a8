package dev.tributary.runtime.config;

import java.io.StringReader;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Parses YAML into nodes that know their place; nothing is constructed from tags. */
final class YamlSource {
    /** Far above any real configuration, far below what would hurt. */
    private static final int CHARACTERS_MAX = 16 << 20;

    private YamlSource() {
    }

    /**
     * The root node, or null for an empty document.
     *
     * @throws ConfigException when the text is no YAML
     */
    static @Nullable Node compose(String text, String sourceName) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CHARACTERS_MAX);
        options.setAllowRecursiveKeys(false);
        try {
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            int line = mark == null ? 0 : mark.getLine() + 1;
            int column = mark == null ? 0 : mark.getColumn() + 1;
            throw new ConfigException(
                    List.of(new ConfigProblem(sourceName, line, column, "", "not YAML: " + reason(e))));
        } catch (YAMLException e) {
            throw new ConfigException(List.of(new ConfigProblem(sourceName, 0, 0, "", "not YAML: " + e.getMessage())));
        }
    }

    private static String reason(MarkedYAMLException e) {
        String context = e.getContext();
        return context == null ? String.valueOf(e.getProblem()) : context + ": " + e.getProblem();
    }
}
