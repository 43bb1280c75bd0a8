package dev.tributary.collector.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.jspecify.annotations.Nullable;

/** A cluster that holds what it was given. */
final class FixedView implements ClusterView {
    private final List<HasMetadata> objects = new ArrayList<>();

    void add(HasMetadata object) {
        objects.add(object);
    }

    private <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private <T extends HasMetadata> @Nullable T find(Class<T> kind, @Nullable String namespace, @Nullable String name) {
        return all(kind).stream().filter(one -> Objects.equals(one.getMetadata().getName(), name)
                && Objects.equals(one.getMetadata().getNamespace(), namespace)).findFirst().orElse(null);
    }

    @Override
    public List<Pod> pods() {
        return all(Pod.class);
    }

    @Override
    public List<Node> nodes() {
        return all(Node.class);
    }

    @Override
    public List<Service> services() {
        return all(Service.class);
    }

    @Override
    public List<Endpoints> endpoints() {
        return all(Endpoints.class);
    }

    @Override
    public List<EndpointSlice> endpointSlices() {
        return all(EndpointSlice.class);
    }

    @Override
    public List<Ingress> ingresses() {
        return all(Ingress.class);
    }

    @Override
    public @Nullable Pod pod(@Nullable String namespace, @Nullable String name) {
        return find(Pod.class, namespace, name);
    }

    @Override
    public @Nullable Node node(@Nullable String name) {
        return find(Node.class, null, name);
    }

    @Override
    public @Nullable Service service(@Nullable String namespace, @Nullable String name) {
        return find(Service.class, namespace, name);
    }

    @Override
    public @Nullable Namespace namespace(@Nullable String name) {
        return find(Namespace.class, null, name);
    }
}
