package dev.tributary.runtime.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON Schema (2020-12) of a configuration record, for editors that check and complete while one types. */
public final class JsonSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Records that are being written, outermost first: one that holds itself is referred to. */
    private final List<Class<?>> open = new ArrayList<>();
    private final ObjectNode definitions = NODES.objectNode();

    private JsonSchema() {
    }

    /** The schema as indented JSON with a line feed at its end. */
    public static String of(Class<? extends Record> recordType, String title) {
        ObjectNode schema = NODES.objectNode().put("$schema", DIALECT).put("title", title);
        JsonSchema writer = new JsonSchema();
        schema.setAll(writer.mapping(recordType));
        if (!writer.definitions.isEmpty()) {
            schema.set("$defs", writer.definitions);
        }
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    private ObjectNode mapping(Class<?> recordType) {
        String name = recordType.getSimpleName();
        if (open.contains(recordType)) {
            definitions.putObject(name);
            return NODES.objectNode().put("$ref", "#/$defs/" + name);
        }
        open.add(recordType);
        ObjectNode schema = keys(recordType);
        open.removeLast();
        if (!definitions.has(name)) {
            return schema;
        }
        definitions.set(name, schema);
        return NODES.objectNode().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode keys(Class<?> recordType) {
        ObjectNode schema = NODES.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        properties(recordType, properties, required);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private void properties(Class<?> recordType, ObjectNode properties, ArrayNode required) {
        for (ConfigKey key : ConfigKey.of(recordType)) {
            if (key.inline()) {
                properties((Class<?>) key.type(), properties, required);
                continue;
            }
            properties.set(key.name(), described(key, type(key.type())));
            if (key.isSecret()) {
                properties.set(key.name() + ConfigKey.FILE_SUFFIX,
                        NODES.objectNode().put("type", "string").put("description",
                                "File that holds " + key.name() + "."));
            } else if (key.isRequired()) {
                required.add(key.name());
            }
        }
    }

    private static ObjectNode described(ConfigKey key, ObjectNode schema) {
        if (!key.doc().isEmpty()) {
            schema.put("description", key.doc());
        }
        String standard = key.defaultText();
        if (standard != null) {
            switch (schema.path("type").asText()) {
                case "boolean" -> schema.put("default", Boolean.parseBoolean(standard));
                case "integer", "number" -> schema.put("default", new BigDecimal(standard));
                default -> schema.put("default", standard.equals("\"\"") ? "" : standard);
            }
        }
        return schema;
    }

    private ObjectNode type(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            ObjectNode schema = NODES.objectNode();
            if (generic.getRawType() == List.class) {
                schema.put("type", "array").set("items", type(arguments[0]));
            } else {
                schema.put("type", "object").set("additionalProperties", type(arguments[1]));
            }
            return schema;
        }
        Class<?> plain = (Class<?>) type;
        return plain == Secret.class || ValueType.isValue(plain) ? value(ValueType.unboxed(plain)) : mapping(plain);
    }

    private static ObjectNode value(Class<?> type) {
        ObjectNode schema = NODES.objectNode();
        if (type == boolean.class) {
            return schema.put("type", "boolean");
        }
        if (type == int.class || type == long.class) {
            return schema.put("type", "integer");
        }
        if (type == double.class) {
            return schema.put("type", "number");
        }
        if (type == TextOrKey.class) {
            schema.putArray("type").add("string").add("null");
            return schema;
        }
        if (type == ByteSize.class) {
            schema.putArray("type").add("string").add("integer");
            return schema;
        }
        schema.put("type", "string");
        if (type.isEnum()) {
            ArrayNode words = schema.putArray("enum");
            ValueType.words(type).keySet().forEach(words::add);
        }
        return schema;
    }
}
