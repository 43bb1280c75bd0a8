package dev.tributary.collector.kubernetes;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;
import dev.tributary.runtime.http.HttpClientSettings;
import org.jspecify.annotations.Nullable;

/** One entry of {@code kubernetes_sd_configs}, in Prometheus' words. */
public record KubernetesTargets(
        @Doc("What becomes a target: node, service, pod, endpoints, endpointslice or ingress.") KubernetesRole role,
        @Doc("The API server. Absent: the cluster the collector runs in, by its service account.") @Nullable URI apiServer,
        @Doc("A kubeconfig file that says where the API is and how to speak to it.") @Nullable Path kubeconfigFile,
        @Doc("Which namespaces are looked at. Absent: all.") KubernetesNamespaces namespaces,
        @Doc("Narrow down what is read, for each kind once.") List<KubernetesSelector> selectors,
        @Doc("What else of node and namespace becomes labels.") AttachMetadata attachMetadata,
        @Inline HttpClientSettings httpClient) {
    public KubernetesTargets {
        selectors = List.copyOf(selectors);
        if (kubeconfigFile != null && apiServer != null) {
            throw new IllegalArgumentException(
                    "kubeconfig_file names the API server already: leave api_server out");
        }
        boolean ownAccess = !httpClient.equals(HttpClientSettings.DEFAULT);
        if (ownAccess && apiServer == null) {
            throw new IllegalArgumentException(
                    "api_server is missing: authentication and TLS settings stand beside the server they are for");
        }
        Set<KubernetesRole> seen = EnumSet.noneOf(KubernetesRole.class);
        for (KubernetesSelector selector : selectors) {
            if (!kinds(role).contains(selector.role())) {
                throw new IllegalArgumentException("selectors of role " + word(selector.role())
                        + " have no use: role " + word(role) + " reads " + kinds(role).stream()
                                .map(KubernetesTargets::word).toList());
            }
            if (!seen.add(selector.role())) {
                throw new IllegalArgumentException("selectors has role " + word(selector.role()) + " twice");
            }
        }
    }

    private static String word(KubernetesRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** The kinds of objects that are read for a role. */
    static Set<KubernetesRole> kinds(KubernetesRole role) {
        return switch (role) {
            case ENDPOINTS, ENDPOINTSLICE -> EnumSet.of(role, KubernetesRole.SERVICE, KubernetesRole.POD,
                    KubernetesRole.NODE);
            case POD -> EnumSet.of(role, KubernetesRole.NODE);
            case NODE, SERVICE, INGRESS -> EnumSet.of(role);
        };
    }

    /** The selector for a kind, or null for all of it. */
    @Nullable
    KubernetesSelector selector(KubernetesRole kind) {
        return selectors.stream().filter(one -> one.role() == kind).findFirst().orElse(null);
    }
}
