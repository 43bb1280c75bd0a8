package dev.tributary.runtime.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The reference of a configuration record in Markdown: every key with its type, default and meaning, nested by dots. */
public final class ConfigReference {
    private final StringBuilder out = new StringBuilder();
    /** Records that are being written, outermost first, with where they stand. */
    private final Map<Class<?>, String> open = new LinkedHashMap<>();

    private ConfigReference() {
    }

    /** A table of all keys. */
    public static String of(Class<? extends Record> recordType) {
        ConfigReference reference = new ConfigReference();
        reference.out.append("| Key | Value | Default | Meaning |\n| --- | --- | --- | --- |\n");
        reference.rows(recordType, "");
        return reference.out.toString();
    }

    private void rows(Class<?> recordType, String prefix) {
        open.put(recordType, prefix);
        keys(recordType, prefix);
        open.remove(recordType);
    }

    private void keys(Class<?> recordType, String prefix) {
        for (ConfigKey key : ConfigKey.of(recordType)) {
            if (key.inline()) {
                rows((Class<?>) key.type(), prefix);
                continue;
            }
            String path = prefix + key.name();
            String shown = key.isSecret() ? "`" + path + "`, `" + path + "_file`" : "`" + path + "`";
            out.append("| ").append(shown).append(" | ").append(typeName(key.type())).append(" | ")
                    .append(standard(key))
                    .append(" | ").append(key.doc().replace("|", "\\|")).append(" |\n");
            nested(key.type(), path);
        }
    }

    private void nested(Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            nested(arguments[arguments.length - 1], path + (generic.getRawType() == List.class ? "[]" : ".*"));
        } else if (isMapping((Class<?>) type)) {
            String outer = open.get(type);
            if (outer == null) {
                rows((Class<?>) type, path + ".");
            } else {
                out.append("| `").append(path).append(".*` | as `").append(outer).append("*` | | |\n");
            }
        }
    }

    private static boolean isMapping(Class<?> type) {
        return type.isRecord() && !ValueType.isValue(type);
    }

    private static String standard(ConfigKey key) {
        String text = key.defaultText();
        if (text != null) {
            return "`" + text + "`";
        }
        return key.isRequired() || key.isSecret() && !key.optional() ? "required" : "";
    }

    private static String typeName(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            String element = typeName(arguments[arguments.length - 1]);
            return generic.getRawType() == List.class ? "list of " + element : "mapping of names to " + element;
        }
        Class<?> plain = ValueType.unboxed((Class<?>) type);
        if (isMapping(plain)) {
            return "mapping";
        }
        if (plain.isEnum()) {
            return String.join(" or ", ValueType.words(plain).keySet().stream().map(word -> "`" + word + "`").toList());
        }
        return switch (plain.getSimpleName()) {
            case "String" -> "text";
            case "boolean" -> "`true` or `false`";
            case "int", "long" -> "whole number";
            case "double" -> "number";
            case "ByteSize" -> "size";
            case "Secret" -> "secret";
            case "URI" -> "URL";
            case "ListenAddress" -> "address";
            case "ClusterId" -> "cluster name";
            case "LabelCondition" -> "label condition";
            case "TextOrKey" -> "text, or nothing for the name itself";
            default -> plain.getSimpleName().toLowerCase(Locale.ROOT);
        };
    }
}
