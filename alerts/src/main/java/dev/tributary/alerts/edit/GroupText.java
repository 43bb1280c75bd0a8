package dev.tributary.alerts.edit;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.Problems;
import dev.tributary.alerts.rulefile.YamlMapping;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A rule group as YAML whose keys can be taken out and put in. Scalars stay as they were written: {@code yes} and
 * {@code 0x10} as label values are texts, and a client that reads them must find them so.
 */
public final class GroupText {
    private final List<NodeTuple> keys;

    private GroupText(List<NodeTuple> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads YAML or JSON.
     *
     * @param namespace named in problems
     * @throws InvalidRuleFileException when it is no mapping
     */
    public static GroupText parse(String namespace, String text) throws InvalidRuleFileException {
        Problems problems = new Problems(namespace);
        Optional<Node> root = YamlMapping.compose(text, problems);
        if (root.isPresent() && root.get() instanceof MappingNode group) {
            return new GroupText(group.getValue());
        }
        problems.add(Optional.empty(), "a rule group is expected: a mapping with its name and its rules");
        problems.throwIfAny();
        throw new IllegalStateException("a problem was noted and not thrown");
    }

    /** The text of a key whose value is no list or mapping. */
    Optional<String> scalar(String key) {
        return find(key).flatMap(value -> value instanceof ScalarNode scalar
                ? Optional.of(scalar.getValue())
                : Optional.empty());
    }

    /** True when the key is there with a value that says something: no null, false, empty text or empty list. */
    boolean says(String key) {
        return find(key).filter(value -> switch (value) {
            case ScalarNode scalar -> !Tag.NULL.equals(value.getTag())
                    && !scalar.getValue().isEmpty() && !scalar.getValue().equals("false");
            case CollectionNode<?> collection -> !collection.getValue().isEmpty();
            default -> true;
        }).isPresent();
    }

    private Optional<Node> find(String key) {
        return keys.stream().filter(tuple -> name(tuple).equals(key)).map(NodeTuple::getValueNode).findFirst();
    }

    private static String name(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Without these keys. */
    GroupText without(Collection<String> names) {
        return new GroupText(keys.stream().filter(tuple -> !names.contains(name(tuple))).toList());
    }

    /** With a key more, or another value of one. */
    GroupText with(String key, String value) {
        return without(List.of(key)).plus(List.of(new NodeTuple(scalarNode(key), scalarNode(value))));
    }

    /** With those of the keys that another group has and this one has not. */
    GroupText withMissing(Collection<String> names, GroupText other) {
        return plus(other.keys.stream().filter(tuple -> names.contains(name(tuple)) && find(name(tuple)).isEmpty())
                .toList());
    }

    private GroupText plus(List<NodeTuple> more) {
        List<NodeTuple> all = new ArrayList<>(keys);
        all.addAll(more);
        return new GroupText(all);
    }

    private static Node scalarNode(String text) {
        return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
    }

    /** As YAML in block style. */
    public String yaml() {
        return yaml(node());
    }

    private Node node() {
        MappingNode node = new MappingNode(Tag.MAP, new ArrayList<>(keys), FlowStyle.BLOCK);
        useBlocks(node, Collections.newSetFromMap(new IdentityHashMap<>()));
        return node;
    }

    /** Groups by namespace as YAML: a mapping of lists. */
    public static String yaml(Map<String, List<GroupText>> byNamespace) {
        List<NodeTuple> namespaces = new ArrayList<>();
        byNamespace.forEach((namespace, groups) -> namespaces.add(new NodeTuple(scalarNode(namespace),
                new SequenceNode(Tag.SEQ, new ArrayList<>(groups.stream().map(GroupText::node).toList()),
                        FlowStyle.BLOCK))));
        return yaml(new MappingNode(Tag.MAP, namespaces, FlowStyle.BLOCK));
    }

    private static String yaml(Node node) {
        DumperOptions options = new DumperOptions();
        options.setWidth(Integer.MAX_VALUE);
        options.setSplitLines(false);
        StringWriter text = new StringWriter();
        new Yaml(options).serialize(node, text);
        return text.toString();
    }

    /** An alias is the node it stands for once more, which may even hold it. */
    private static void useBlocks(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        switch (node) {
            case MappingNode mapping -> {
                mapping.setFlowStyle(FlowStyle.BLOCK);
                mapping.getValue().forEach(tuple -> useBlocks(tuple.getValueNode(), seen));
            }
            case SequenceNode sequence -> {
                sequence.setFlowStyle(FlowStyle.BLOCK);
                sequence.getValue().forEach(item -> useBlocks(item, seen));
            }
            default -> {
                // A scalar stays as it is.
            }
        }
    }
}
