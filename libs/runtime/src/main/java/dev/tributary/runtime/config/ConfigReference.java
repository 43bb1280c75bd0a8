package dev.tributary.runtime.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;

/** The reference of a configuration record in Markdown: every key with its type, default and meaning, nested by dots. */
public final class ConfigReference {
    private final StringBuilder out = new StringBuilder();

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
            rows((Class<?>) type, path + ".");
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
            default -> plain.getSimpleName().toLowerCase(Locale.ROOT);
        };
    }
}
