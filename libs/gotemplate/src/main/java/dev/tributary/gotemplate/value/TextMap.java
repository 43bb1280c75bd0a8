package dev.tributary.gotemplate.value;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A map of texts, Go's {@code map[string]string}. Unlike a {@link Map}, which stands for {@code map[string]interface {}},
 * it gives the empty text for an absent key where missing keys are zero.
 */
public interface TextMap {
    /** The value of a key, or null where it is absent. */
    @Nullable
    String get(String key);

    /** All entries; asked for only where the map as a whole is printed, counted or walked. */
    Map<String, String> entries();

    /** A view of a Java map. */
    static TextMap of(Map<String, String> map) {
        return new MapView(map);
    }

    /** The view that {@link #of} gives. */
    record MapView(Map<String, String> entries) implements TextMap {
        @Override
        public @Nullable String get(String key) {
            return entries.get(key);
        }
    }
}
