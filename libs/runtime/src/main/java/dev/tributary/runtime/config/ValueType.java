package dev.tributary.runtime.config;

import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.tributary.model.text.PrometheusDuration;
import org.jspecify.annotations.Nullable;

/**
 * Values that a file writes as one piece of text. Besides the types named here: enums, types with a public static
 * {@code parse(String)}, and records with the single text component {@code value}.
 */
final class ValueType {
    private ValueType() {
    }

    static boolean isValue(Class<?> type) {
        return unboxed(type).isPrimitive() || type == String.class || type == Duration.class || type == Path.class
                || type == URI.class || type.isEnum() || parseMethod(type) != null || isWrapper(type);
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    static Object read(Class<?> type, String text, Path directory) {
        if (type == String.class) {
            return text;
        }
        if (unboxed(type).isPrimitive()) {
            return readPrimitive(unboxed(type), text);
        }
        if (type == Duration.class) {
            return readDuration(text);
        }
        if (type == Path.class) {
            return readPath(text, directory);
        }
        if (type == URI.class) {
            return readUri(text);
        }
        if (type.isEnum()) {
            return readWord(type, text);
        }
        return construct(type, text);
    }

    /** {@code int} for {@code Integer} and so on; other types are given back. */
    static Class<?> unboxed(Class<?> type) {
        return MethodType.methodType(type).unwrap().returnType();
    }

    private static Object readPrimitive(Class<?> type, String text) {
        if (type == boolean.class) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
            };
        }
        try {
            if (type == int.class) {
                return Integer.valueOf(text);
            }
            if (type == long.class) {
                return Long.valueOf(text);
            }
            if (type == double.class) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException e) {
            String kind = type == double.class ? "a number" : "a whole number that fits " + type;
            throw new IllegalArgumentException("'" + text + "' is not " + kind, e);
        }
        throw new IllegalStateException("configuration records do not use " + type);
    }

    private static Duration readDuration(String text) {
        try {
            return PrometheusDuration.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; write it like 15s, 1h30m or 15d", e);
        }
    }

    private static Path readPath(String text, Path directory) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a path cannot be empty");
        }
        return directory.resolve(text).normalize();
    }

    private static URI readUri(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || uri.getHost() == null) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a URL: write it with scheme and host, like http://host:9090/path");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is not a URL: " + e.getReason(), e);
        }
    }

    /** The constants of an enum by the words a file uses for them. */
    static Map<String, Object> words(Class<?> enumType) {
        Map<String, Object> words = new LinkedHashMap<>();
        Arrays.stream(enumType.getFields()).filter(field -> field.isEnumConstant()).forEach(field -> {
            Key key = field.getAnnotation(Key.class);
            try {
                words.put(key == null ? field.getName().toLowerCase(Locale.ROOT) : key.value(),
                        field.get(null));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        });
        return words;
    }

    /** The word a file uses for a constant. */
    static String word(Enum<?> constant) {
        return words(constant.getDeclaringClass()).entrySet().stream().filter(entry -> entry.getValue() == constant)
                .findFirst().orElseThrow().getKey();
    }

    private static Object readWord(Class<?> enumType, String text) {
        Map<String, Object> words = words(enumType);
        Object constant = words.get(text);
        if (constant == null) {
            throw new IllegalArgumentException("'" + text + "' is not one of " + String.join(", ", words.keySet()));
        }
        return constant;
    }

    private static @Nullable Method parseMethod(Class<?> type) {
        try {
            Method parse = type.getMethod("parse", String.class);
            return Modifier.isStatic(parse.getModifiers()) && parse.getReturnType() == type ? parse : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static boolean isWrapper(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components != null && components.length == 1 && components[0].getName().equals("value")
                && components[0].getType() == String.class;
    }

    private static Object construct(Class<?> type, String text) {
        Method parse = parseMethod(type);
        try {
            return parse == null ? type.getConstructor(String.class).newInstance(text) : parse.invoke(null, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(type + " failed on a configuration value", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made from a text", e);
        }
    }
}
