package dev.tributary.collector.kubernetes;

import java.util.List;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.jspecify.annotations.Nullable;

/** The objects of a cluster as they are known now. What a source does not watch is empty. */
interface ClusterView {
    List<Pod> pods();

    List<Node> nodes();

    List<Service> services();

    List<Endpoints> endpoints();

    List<EndpointSlice> endpointSlices();

    List<Ingress> ingresses();

    @Nullable
    Pod pod(@Nullable String namespace, @Nullable String name);

    @Nullable
    Node node(@Nullable String name);

    @Nullable
    Service service(@Nullable String namespace, @Nullable String name);

    @Nullable
    Namespace namespace(@Nullable String name);
}
