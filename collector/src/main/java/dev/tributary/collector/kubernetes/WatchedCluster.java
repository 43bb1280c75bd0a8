package dev.tributary.collector.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/** What one entry of the configuration needs to see of a cluster, watched. */
final class WatchedCluster implements ClusterView, AutoCloseable {
    private final KubernetesClient client;
    private final WatchedKind<Pod> pods = new WatchedKind<>();
    private final WatchedKind<Node> nodes = new WatchedKind<>();
    private final WatchedKind<Service> services = new WatchedKind<>();
    private final WatchedKind<Endpoints> endpoints = new WatchedKind<>();
    private final WatchedKind<EndpointSlice> slices = new WatchedKind<>();
    private final WatchedKind<Ingress> ingresses = new WatchedKind<>();
    private final WatchedKind<Namespace> namespaces = new WatchedKind<>();

    WatchedCluster(KubernetesClient client, KubernetesTargets settings) {
        this.client = client;
        List<String> where = namespaces(client, settings);
        Set<KubernetesRole> kinds = KubernetesTargets.kinds(settings.role());
        for (KubernetesRole kind : kinds) {
            KubernetesSelector selector = settings.selector(kind);
            switch (kind) {
                case POD -> pods.add(client.pods(), where, selector);
                case SERVICE -> services.add(client.services(), where, selector);
                case ENDPOINTS -> endpoints.add(client.endpoints(), where, selector);
                case ENDPOINTSLICE -> slices.add(client.discovery().v1().endpointSlices(), where, selector);
                case INGRESS -> ingresses.add(client.network().v1().ingresses(), where, selector);
                case NODE -> {
                    if (settings.role() == KubernetesRole.NODE || settings.attachMetadata().node()) {
                        nodes.add(client.nodes(), selector);
                    }
                }
            }
        }
        if (settings.attachMetadata().namespace()) {
            namespaces.add(client.namespaces(), null);
        }
    }

    private static List<String> namespaces(KubernetesClient client, KubernetesTargets settings) {
        List<String> names = new ArrayList<>(settings.namespaces().names());
        if (settings.namespaces().ownNamespace() && client.getNamespace() != null) {
            names.add(client.getNamespace());
        }
        return names;
    }

    private List<WatchedKind<?>> kinds() {
        return List.of(pods, nodes, services, endpoints, slices, ingresses, namespaces);
    }

    void start(Runnable changed, WatchFailures failures) {
        kinds().forEach(kind -> kind.start(changed, failures));
    }

    /** True when everything was listed once. */
    boolean isWhole() {
        return kinds().stream().allMatch(WatchedKind::isWhole);
    }

    @Override
    public List<Pod> pods() {
        return pods.all();
    }

    @Override
    public List<Node> nodes() {
        return nodes.all();
    }

    @Override
    public List<Service> services() {
        return services.all();
    }

    @Override
    public List<Endpoints> endpoints() {
        return endpoints.all();
    }

    @Override
    public List<EndpointSlice> endpointSlices() {
        return slices.all();
    }

    @Override
    public List<Ingress> ingresses() {
        return ingresses.all();
    }

    @Override
    public @Nullable Pod pod(@Nullable String namespace, @Nullable String name) {
        return pods.find(namespace, name);
    }

    @Override
    public @Nullable Node node(@Nullable String name) {
        return nodes.find(null, name);
    }

    @Override
    public @Nullable Service service(@Nullable String namespace, @Nullable String name) {
        return services.find(namespace, name);
    }

    @Override
    public @Nullable Namespace namespace(@Nullable String name) {
        return namespaces.find(null, name);
    }

    @Override
    public void close() {
        kinds().forEach(WatchedKind::close);
        client.close();
    }
}
