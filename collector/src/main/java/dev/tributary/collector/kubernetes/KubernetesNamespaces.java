package dev.tributary.collector.kubernetes;

import java.util.List;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Which namespaces are looked at. */
public record KubernetesNamespaces(
        @Default("false") @Doc("Look at the namespace the collector runs in.") boolean ownNamespace,
        @Doc("Look at these namespaces. Absent, without own_namespace: all.") List<String> names) {
    public KubernetesNamespaces {
        names = List.copyOf(names);
    }
}
