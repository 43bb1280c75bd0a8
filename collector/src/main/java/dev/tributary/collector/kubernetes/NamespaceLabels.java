package dev.tributary.collector.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import org.jspecify.annotations.Nullable;

/** What a namespace gives to the targets in it, where attach_metadata asks for it. */
final class NamespaceLabels {
    private NamespaceLabels() {
    }

    static MetaLabels of(@Nullable Namespace namespace) {
        MetaLabels labels = new MetaLabels();
        return namespace == null
                ? labels
                : labels.labelsOf("namespace", namespace.getMetadata()).annotationsOf("namespace",
                        namespace.getMetadata());
    }
}
