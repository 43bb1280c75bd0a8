package dev.tributary.runtime.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One key of a configuration record.
 *
 * @param name        the word in the file
 * @param type        the Java type of its value
 * @param optional    true when the component may be null: nothing then stands for an absent key
 * @param defaultText the value of an absent key as a file would write it, or null
 * @param doc         what the key means
 * @param inline      true when the keys of the component's own record stand beside this record's keys
 */
record ConfigKey(String name, Type type, boolean optional, @Nullable String defaultText, String doc, boolean inline) {
    static final String FILE_SUFFIX = "_file";

    /** The keys of a record in the order of its components. */
    static List<ConfigKey> of(Class<?> recordType) {
        RecordComponent[] components = recordType.getRecordComponents();
        if (components == null) {
            throw new IllegalStateException(recordType + " is no record");
        }
        return Arrays.stream(components).map(ConfigKey::of).toList();
    }

    private static ConfigKey of(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        Default standard = component.getAnnotation(Default.class);
        Doc doc = component.getAnnotation(Doc.class);
        return new ConfigKey(key == null ? snakeCase(component.getName()) : key.value(), component.getGenericType(),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                standard == null ? null : standard.value(), doc == null ? "" : doc.value(),
                component.isAnnotationPresent(Inline.class));
    }

    /** Every word a file may use for this record, inline records and the {@code _file} forms of secrets included. */
    static List<String> names(Class<?> recordType) {
        List<String> names = new ArrayList<>();
        for (ConfigKey key : of(recordType)) {
            if (key.inline()) {
                names.addAll(names((Class<?>) key.type()));
            } else {
                names.add(key.name());
                if (key.isSecret()) {
                    names.add(key.name() + FILE_SUFFIX);
                }
            }
        }
        return names;
    }

    /** What somebody is told who writes a key that a record, or one inlined in it, refuses by name. */
    static Optional<String> remedy(Class<?> recordType, String key) {
        for (Refused refused : recordType.getAnnotationsByType(Refused.class)) {
            boolean meant = refused.key().startsWith("*")
                    ? key.endsWith(refused.key().substring(1))
                    : key.equals(refused.key());
            if (meant) {
                return Optional.of(refused.remedy());
            }
        }
        return of(recordType).stream().filter(ConfigKey::inline)
                .flatMap(inlined -> remedy((Class<?>) inlined.type(), key).stream()).findFirst();
    }

    /** True when a file without this key is refused; a secret may stand in a file instead. */
    boolean isRequired() {
        boolean single = type instanceof Class<?> plain && (ValueType.isValue(plain) || !plain.isRecord());
        return single && !optional && defaultText == null && !isSecret();
    }

    boolean isSecret() {
        return type == Secret.class;
    }

    private static String snakeCase(String javaName) {
        StringBuilder out = new StringBuilder(javaName.length() + 4);
        for (int i = 0; i < javaName.length(); i++) {
            char c = javaName.charAt(i);
            if (Character.isUpperCase(c)) {
                out.append('_').append(Character.toLowerCase(c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
