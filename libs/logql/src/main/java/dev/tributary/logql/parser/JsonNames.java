package dev.tributary.logql.parser;

import java.util.HashMap;
import java.util.Map;

/** Label names of JSON fields, kept for the next line: the keys of a log are few and come in every line. */
final class JsonNames {
    /** A log with more keys than this makes keys of its data. */
    private static final int KEYS_MAX = 4096;

    private final Map<String, Map<String, String>> byPrefix = new HashMap<>();
    private int size;

    /** The name of a key behind the keys of the objects it stands in. */
    String of(String prefix, String key) {
        Map<String, String> names = byPrefix.get(prefix);
        String name = names == null ? null : names.get(key);
        return name == null ? made(prefix, key) : name;
    }

    private String made(String prefix, String key) {
        if (size == KEYS_MAX) {
            byPrefix.clear();
            size = 0;
        }
        String name = prefix.isEmpty() ? LabelName.of(key) : LabelName.join(prefix, key);
        byPrefix.computeIfAbsent(prefix, _ -> new HashMap<>()).put(key, name);
        size++;
        return name;
    }
}
