package dev.tributary.runtime.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML mapping by its keys; reports keys that are no text or stand twice. A key without a value counts as absent. */
final class NodeMapping {
    private record Entry(Node key, Node value) {
    }

    private final @Nullable Node place;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private NodeMapping(@Nullable Node place) {
        this.place = place;
    }

    static NodeMapping empty(@Nullable Node place) {
        return new NodeMapping(place);
    }

    static NodeMapping of(MappingNode node, String path, Problems problems) {
        NodeMapping mapping = new NodeMapping(node);
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), path, "a key must be plain text");
            } else if (mapping.entries.putIfAbsent(key.getValue(), new Entry(key, tuple.getValueNode())) != null) {
                problems.add(key, path, "key '" + key.getValue() + "' stands here a second time");
            }
        }
        return mapping;
    }

    /** Where the mapping starts, or null where the file has none. */
    @Nullable
    Node place() {
        return place;
    }

    Set<String> keys() {
        return entries.keySet();
    }

    /** Where a key stands; the mapping's own place for an absent one. */
    @Nullable
    Node placeOf(String key) {
        Entry entry = entries.get(key);
        return entry == null ? place : entry.key();
    }

    /** The value of a key, or null when it is absent or has none. */
    @Nullable
    Node value(String key) {
        Entry entry = entries.get(key);
        return entry == null || entry.value().getTag().equals(Tag.NULL) ? null : entry.value();
    }
}
