package dev.tributary.runtime.config;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.tributary.model.text.PrometheusDuration;
import org.jspecify.annotations.Nullable;

/** Writes a configuration record as the YAML that would give it, defaults included and every secret masked. */
public final class ConfigText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./-]*");
    private static final Pattern USER_INFO = Pattern.compile("://[^/@]*@");
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private ConfigText() {
    }

    /** The YAML of a record; keys without a value are left out. */
    public static String of(Record config) {
        ConfigText text = new ConfigText();
        text.record(config, "");
        return text.out.toString();
    }

    private void record(Record config, String indent) {
        List<ConfigKey> keys = ConfigKey.of(config.getClass());
        RecordComponent[] components = config.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            Object value = value(config, components[i]);
            if (value != null && keys.get(i).inline()) {
                record((Record) value, indent);
            } else if (value != null) {
                entry(keys.get(i).name(), value, indent);
            }
        }
    }

    private static @Nullable Object value(Record config, RecordComponent component) {
        try {
            return component.getAccessor().invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(config.getClass() + " is no public record", e);
        }
    }

    private void entry(String key, Object value, String indent) {
        if (value instanceof List<?> list && list.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty()) {
            return;
        }
        out.append(indent).append(plainOrQuoted(key)).append(':');
        nested(value, indent);
    }

    private void nested(Object value, String indent) {
        switch (value) {
            case List<?> list -> {
                out.append('\n');
                list.forEach(element -> element(element, indent));
            }
            case Map<?, ?> map -> {
                out.append('\n');
                map.forEach((key, element) -> entry(String.valueOf(key), element, indent + INDENT));
            }
            case Record config when !isValue(config) -> {
                out.append('\n');
                record(config, indent + INDENT);
            }
            default -> out.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void element(Object element, String indent) {
        if (element instanceof Record config && !isValue(config)) {
            int start = out.length();
            record(config, indent + INDENT);
            // The first key of an element stands on the line of its dash
            out.replace(start, start + indent.length() + INDENT.length(), indent + "- ");
        } else {
            out.append(indent).append("- ").append(scalar(element)).append('\n');
        }
    }

    private static boolean isValue(Record config) {
        return ValueType.isValue(config.getClass());
    }

    private static String scalar(Object value) {
        return switch (value) {
            case Duration duration -> PrometheusDuration.format(duration);
            case Enum<?> constant -> ValueType.word(constant);
            case Secret secret -> secret.toString();
            case URI uri -> plainOrQuoted(USER_INFO.matcher(uri.toString()).replaceAll("://<secret>@"));
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> plainOrQuoted(value.toString());
        };
    }

    /** Quotes whatever YAML could read as something else than this text. */
    private static String plainOrQuoted(String text) {
        boolean number = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
        boolean word = text.equals("true") || text.equals("false") || text.equals("null");
        if (PLAIN.matcher(text).matches() && !number && !word) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append((char) c);
                case '\n' -> quoted.append("\\n");
                case '$' -> quoted.append("$$");
                default -> quoted.append(c < ' ' ? "\\u%04x".formatted(c) : Character.toString(c));
            }
        });
        return quoted.append('"').toString();
    }
}
