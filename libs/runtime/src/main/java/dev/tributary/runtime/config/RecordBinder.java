package dev.tributary.runtime.config;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Turns YAML nodes into records, lists, maps and values. A value that cannot be made is reported with its place and becomes
 * null, so that one run finds all problems; no record is constructed from a value that was reported.
 */
final class RecordBinder {
    private final Path directory;
    private final EnvironmentText environment;
    private final Problems problems;

    RecordBinder(Path directory, EnvironmentText environment, Problems problems) {
        this.directory = directory;
        this.environment = environment;
        this.problems = problems;
    }

    /** A record from a mapping; null when something was reported. */
    @Nullable
    Object bindRecord(Class<?> recordType, @Nullable Node node, String path) {
        if (node != null && !(node instanceof MappingNode)) {
            problems.add(node, path, "expected a mapping of keys, found " + kind(node));
            return null;
        }
        int before = problems.count();
        NodeMapping mapping = node instanceof MappingNode given
                ? NodeMapping.of(given, path, problems)
                : NodeMapping.empty(null);
        refuseUnknown(recordType, mapping, path);
        Object bound = bindComponents(recordType, mapping, path);
        return problems.count() == before ? bound : null;
    }

    private void refuseUnknown(Class<?> recordType, NodeMapping mapping, String path) {
        List<String> known = ConfigKey.names(recordType);
        for (String key : mapping.keys()) {
            if (!known.contains(key)) {
                String problem = ConfigKey.remedy(recordType, key).map(remedy -> "not taken: " + remedy)
                        .orElseGet(() -> "unknown key; " + hint(key, known));
                problems.add(mapping.placeOf(key), join(path, key), problem);
            }
        }
    }

    private static String hint(String key, List<String> known) {
        return NearestWord.to(key, known).map(near -> "did you mean '" + near + "'?")
                .orElse("known here: " + String.join(", ", known));
    }

    private @Nullable Object bindComponents(Class<?> recordType, NodeMapping mapping, String path) {
        int before = problems.count();
        List<ConfigKey> keys = ConfigKey.of(recordType);
        @Nullable
        Object[] values = new @Nullable Object[keys.size()];
        for (int i = 0; i < values.length; i++) {
            ConfigKey key = keys.get(i);
            values[i] = key.inline()
                    ? bindComponents((Class<?>) key.type(), mapping, path)
                    : bindKey(key, mapping, join(path, key.name()));
        }
        return problems.count() == before ? construct(recordType, values, mapping, path) : null;
    }

    private @Nullable Object bindKey(ConfigKey key, NodeMapping mapping, String path) {
        Node node = mapping.value(key.name());
        Node fileNode = key.isSecret() ? mapping.value(key.name() + ConfigKey.FILE_SUFFIX) : null;
        if (fileNode != null) {
            if (node != null) {
                problems.add(node, path, "give either " + key.name() + " or " + key.name() + "_file, not both");
                return null;
            }
            return bindSecretFile(fileNode, path + ConfigKey.FILE_SUFFIX);
        }
        if (node != null) {
            return bind(key.type(), node, path);
        }
        return bindAbsent(key, mapping, path);
    }

    private @Nullable Object bindAbsent(ConfigKey key, NodeMapping mapping, String path) {
        if (key.defaultText() != null) {
            Node standard = YamlSource.compose(key.defaultText(), "default of " + path);
            return standard == null ? null : bind(key.type(), standard, path);
        }
        if (key.optional()) {
            return null;
        }
        if (key.type() instanceof Class<?> type && type.isRecord() && !ValueType.isValue(type)) {
            return bindRecord(type, null, path);
        }
        if (key.type() instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? List.of() : Map.of();
        }
        String wanted = key.isSecret()
                ? "required key is missing (or " + key.name() + "_file)"
                : "required key is missing";
        problems.add(mapping.place(), path, wanted);
        return null;
    }

    private @Nullable Object bind(Type type, Node node, String path) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? bindList(arguments[0], node, path)
                    : bindMap(arguments[1], node, path);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Secret.class || ValueType.isValue(plain)) {
            return bindValue(plain, node, path);
        }
        return bindRecord(plain, node, path);
    }

    private @Nullable Object bindList(Type elementType, Node node, String path) {
        if (!(node instanceof SequenceNode sequence)) {
            problems.add(node, path, "expected a list, found " + kind(node));
            return null;
        }
        List<Object> elements = new ArrayList<>();
        int index = 0;
        for (Node element : sequence.getValue()) {
            Object bound = bind(elementType, element, path + "[" + index++ + "]");
            if (bound != null) {
                elements.add(bound);
            }
        }
        return List.copyOf(elements);
    }

    private @Nullable Object bindMap(Type valueType, Node node, String path) {
        if (!(node instanceof MappingNode given)) {
            problems.add(node, path, "expected a mapping of keys, found " + kind(node));
            return null;
        }
        NodeMapping mapping = NodeMapping.of(given, path, problems);
        Map<String, Object> bound = new LinkedHashMap<>();
        for (String key : mapping.keys()) {
            Node value = mapping.value(key);
            if (value == null && valueType == TextOrKey.class) {
                bound.put(key, new TextOrKey(key));
                continue;
            }
            if (value == null) {
                problems.add(mapping.placeOf(key), join(path, key), "has no value");
                continue;
            }
            Object element = bind(valueType, value, join(path, key));
            if (element != null) {
                bound.put(key, element);
            }
        }
        return Collections.unmodifiableMap(bound);
    }

    private @Nullable Object bindValue(Class<?> type, Node node, String path) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(node, path, "expected a single value, found " + kind(node));
            return null;
        }
        try {
            String text = environment.expand(scalar.getValue());
            return type == Secret.class ? Secret.of(text) : ValueType.read(type, text, directory);
        } catch (IllegalArgumentException e) {
            problems.add(node, path, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Object bindSecretFile(Node node, String path) {
        Object file = bindValue(Path.class, node, path);
        if (file == null) {
            return null;
        }
        try {
            return Secret.inFile((Path) file);
        } catch (IOException e) {
            problems.add(node, path, "cannot read the secret file " + FileProblem.of(e));
            return null;
        }
    }

    private @Nullable Object construct(Class<?> recordType, @Nullable Object[] values, NodeMapping mapping,
            String path) {
        Class<?>[] types = Arrays.stream(recordType.getRecordComponents()).map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = recordType.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                String message = String.valueOf(refused.getMessage());
                problems.add(mapping.placeOf(firstWord(message)), path, message);
                return null;
            }
            throw new IllegalStateException(recordType + " failed on a configuration", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(recordType + " is no public record", e);
        }
    }

    /** A record's refusal starts with the key it is about, which then is the place to show. */
    private static String firstWord(String message) {
        int end = message.indexOf(' ');
        return end < 0 ? message : message.substring(0, end);
    }

    private static String kind(Node node) {
        return switch (node) {
            case MappingNode _ -> "a mapping";
            case SequenceNode _ -> "a list";
            default -> "a single value";
        };
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
