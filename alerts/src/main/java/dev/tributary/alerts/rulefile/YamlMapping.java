package dev.tributary.alerts.rulefile;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.tributary.model.text.PrometheusDuration;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of a YAML document, read key by key; what was not asked for is unknown. A scalar counts as the text it was
 * written as, so {@code expr: 1} is the expression "1".
 */
public final class YamlMapping {
    /** Rule and test files are written by people; beyond this they are something else: 64 MiB. */
    private static final int FILE_BYTES_MAX = 64 << 20;

    private final Node node;
    private final String what;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    /** Reads a node; anything but a mapping is a problem and reads as an empty one. */
    public YamlMapping(Node node, String what, Problems problems) {
        this.node = node;
        this.what = what;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::remember);
        } else if (!isNull(node)) {
            problems.add(node, what + " must be a mapping of keys to values");
        }
    }

    private void remember(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.add(tuple.getKeyNode(), "a key of " + what + " must be plain text");
        } else if (keys.put(key.getValue(), key) != null) {
            problems.add(key, "key \"" + key.getValue() + "\" is given twice in " + what);
        } else {
            values.put(key.getValue(), tuple.getValueNode());
        }
    }

    public Node node() {
        return node;
    }

    /** The node of a value, or of the whole mapping when the key is absent: where to point. */
    public Node at(String key) {
        return values.getOrDefault(key, node);
    }

    public boolean has(String key) {
        return !text(key).orElse("").isEmpty();
    }

    public Optional<String> text(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof ScalarNode scalar) {
                return Optional.of(scalar.getValue());
            }
            problems.add(value, key + " of " + what + " must be text");
            return Optional.empty();
        });
    }

    public Optional<Duration> duration(String key) {
        return text(key).filter(text -> !text.isEmpty()).flatMap(text -> {
            try {
                return Optional.of(PrometheusDuration.parse(text));
            } catch (IllegalArgumentException e) {
                problems.add(at(key), key + " of " + what + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    public int count(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseInt(text.get());
        } catch (NumberFormatException e) {
            problems.add(at(key), key + " of " + what + " must be a whole number, not \"" + text.get() + "\"");
            return 0;
        }
    }

    /** True or false; absent is false. */
    public boolean flag(String key) {
        String text = text(key).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            problems.add(at(key), key + " of " + what + " must be true or false, not \"" + text + "\"");
        }
        return text.equals("true");
    }

    public SortedMap<String, String> texts(String key) {
        SortedMap<String, String> texts = new TreeMap<>();
        value(key).ifPresent(value -> {
            YamlMapping map = new YamlMapping(value, key + " of " + what, problems);
            for (String name : map.keys.keySet()) {
                map.text(name).ifPresent(text -> texts.put(name, text));
            }
        });
        return texts;
    }

    public List<Node> list(String key) {
        return value(key).map(value -> {
            if (value instanceof SequenceNode sequence) {
                return sequence.getValue();
            }
            problems.add(value, key + " of " + what + " must be a list");
            return List.<Node>of();
        }).orElse(List.of());
    }

    /** Reports every key that nobody asked for. */
    public void refuseOtherKeys() {
        keys.forEach((key, at) -> {
            if (!asked.contains(key)) {
                problems.add(at, "field " + key + " is not known in " + what + "; known are "
                        + String.join(", ", new java.util.TreeSet<>(asked)));
            }
        });
    }

    private Optional<Node> value(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key)).filter(value -> !isNull(value));
    }

    private static boolean isNull(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    /** The root of the first document of a text, or nothing for an empty one or after a problem. */
    public static Optional<Node> compose(String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(FILE_BYTES_MAX);
        options.setMaxAliasesForCollections(1_000);
        try (Reader reader = new StringReader(text)) {
            var documents = new Yaml(options).composeAll(reader).iterator();
            return documents.hasNext() ? Optional.ofNullable(documents.next()) : Optional.empty();
        } catch (MarkedYAMLException e) {
            problems.add(Optional.ofNullable(e.getProblemMark()), "yaml: " + e.getProblem());
        } catch (YAMLException | IOException e) {
            problems.add(Optional.empty(), "yaml: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** A mapping without keys. */
    public static YamlMapping empty(Problems problems) {
        return new YamlMapping(new MappingNode(Tag.MAP, List.of(), DumperOptions.FlowStyle.BLOCK), "an empty file",
                problems);
    }
}
