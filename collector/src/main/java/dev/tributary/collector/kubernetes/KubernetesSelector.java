package dev.tributary.collector.kubernetes;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Narrows down which objects of one kind are read from the API. */
public record KubernetesSelector(@Doc("The kind of object, by the name of its role.") KubernetesRole role,
        @Default("\"\"") @Doc("Label selector, such as app=web,tier!=test.") String label,
        @Default("\"\"") @Doc("Field selector, such as status.phase=Running.") String field) {
}
