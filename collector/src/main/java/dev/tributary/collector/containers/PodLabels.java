package dev.tributary.collector.containers;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What is known of pods besides the names of their folders. */
public interface PodLabels extends AutoCloseable {
    /** Nothing is: there is no access to the API. */
    PodLabels NONE = new PodLabels() {
        @Override
        public Map<String, String> of(PodFolder folder, String container) {
            return Map.of();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    };

    /** Labels of a container, {@code __meta_kubernetes_} ones among them; null while they may still become known. */
    @Nullable
    Map<String, String> of(PodFolder folder, String container);

    @Override
    void close();
}
