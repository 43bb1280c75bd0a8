package dev.tributary.collector.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import dev.tributary.runtime.config.Doc;
import org.jspecify.annotations.Nullable;

/** How pods are asked for. */
public record PodAccess(
        @Doc("The API server. Absent: the cluster the collector runs in, by its service account.") @Nullable URI apiServer,
        @Doc("A kubeconfig file that says where the API is and how to speak to it.") @Nullable Path kubeconfigFile,
        @Doc("Namespaces that are read. Absent: all.") List<String> namespaces) {
    public PodAccess {
        namespaces = List.copyOf(namespaces);
        if (kubeconfigFile != null && apiServer != null) {
            throw new IllegalArgumentException("kubeconfig_file names the API server already: leave api_server out");
        }
    }
}
