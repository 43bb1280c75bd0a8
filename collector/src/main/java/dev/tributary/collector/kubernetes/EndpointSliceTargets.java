package dev.tributary.collector.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tributary.runtime.discovery.TargetGroup;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import org.jspecify.annotations.Nullable;

/** The role endpointslice. */
final class EndpointSliceTargets {
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    private final ClusterView view;
    private final List<TargetGroup> targets = new ArrayList<>();

    private EndpointSliceTargets(ClusterView view) {
        this.view = view;
    }

    static List<TargetGroup> of(ClusterView view) {
        EndpointSliceTargets all = new EndpointSliceTargets(view);
        view.endpointSlices().forEach(all::add);
        return all.targets;
    }

    private void add(EndpointSlice slice) {
        String namespace = slice.getMetadata().getNamespace();
        Map<String, String> names = slice.getMetadata().getLabels();
        String service = names == null ? null : names.get(SERVICE_NAME);
        MetaLabels shared = new MetaLabels().object("endpointslice", slice.getMetadata()).set("namespace", namespace)
                .set("endpointslice_address_type", slice.getAddressType())
                .addAll(ServiceTargets.labels(view.service(namespace, service)))
                .addAll(NamespaceLabels.of(view.namespace(namespace)));
        PodPorts pods = new PodPorts();
        for (Endpoint endpoint : slice.getEndpoints()) {
            for (EndpointPort port : slice.getPorts()) {
                for (String address : endpoint.getAddresses()) {
                    add(shared, endpoint, address, port, pods);
                }
            }
        }
        targets.addAll(pods.others(shared));
    }

    private void add(MetaLabels shared, Endpoint endpoint, String host, EndpointPort port, PodPorts pods) {
        MetaLabels labels = shared.copy().set("endpointslice_port_name", port.getName())
                .set("endpointslice_port_protocol", port.getProtocol()).set("endpointslice_port", port.getPort())
                .set("endpointslice_port_app_protocol", port.getAppProtocol())
                .set("endpointslice_endpoint_hostname", endpoint.getHostname())
                .set("endpointslice_endpoint_node_name", endpoint.getNodeName())
                .set("endpointslice_endpoint_zone", endpoint.getZone());
        conditions(labels, endpoint);
        if (endpoint.getDeprecatedTopology() != null) {
            endpoint.getDeprecatedTopology().forEach((name, value) -> {
                String word = MetaLabels.labelWord(name);
                labels.set("endpointslice_endpoint_topology_" + word, value)
                        .set("endpointslice_endpoint_topology_present_" + word, "true");
            });
        }
        labels.addAll(NodeTargets.attached(view.node(node(endpoint))))
                .addAll(pods.behind(pod(endpoint, labels), port.getPort()));
        targets.add(labels.at(port.getPort() == null ? host : MetaLabels.address(host, port.getPort())));
    }

    private static void conditions(MetaLabels labels, Endpoint endpoint) {
        var conditions = endpoint.getConditions();
        if (conditions != null) {
            labels.set("endpointslice_endpoint_conditions_ready", conditions.getReady())
                    .set("endpointslice_endpoint_conditions_serving", conditions.getServing())
                    .set("endpointslice_endpoint_conditions_terminating", conditions.getTerminating());
        }
    }

    private static @Nullable String node(Endpoint endpoint) {
        ObjectReference target = endpoint.getTargetRef();
        return target != null && "Node".equals(target.getKind()) ? target.getName() : endpoint.getNodeName();
    }

    private @Nullable Pod pod(Endpoint endpoint, MetaLabels labels) {
        ObjectReference target = endpoint.getTargetRef();
        if (target == null) {
            return null;
        }
        labels.set("endpointslice_address_target_kind", target.getKind()).set("endpointslice_address_target_name",
                target.getName());
        return "Pod".equals(target.getKind()) ? view.pod(target.getNamespace(), target.getName()) : null;
    }
}
