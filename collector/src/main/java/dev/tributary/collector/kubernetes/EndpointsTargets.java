package dev.tributary.collector.kubernetes;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.runtime.discovery.TargetGroup;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;

/** The role endpoints. */
final class EndpointsTargets {
    private final ClusterView view;
    private final List<TargetGroup> targets = new ArrayList<>();

    private EndpointsTargets(ClusterView view) {
        this.view = view;
    }

    static List<TargetGroup> of(ClusterView view) {
        EndpointsTargets all = new EndpointsTargets(view);
        view.endpoints().forEach(all::add);
        return all.targets;
    }

    private void add(Endpoints endpoints) {
        String namespace = endpoints.getMetadata().getNamespace();
        MetaLabels shared = new MetaLabels().object("endpoints", endpoints.getMetadata()).set("namespace", namespace)
                .addAll(ServiceTargets.labels(view.service(namespace, endpoints.getMetadata().getName())))
                .addAll(NamespaceLabels.of(view.namespace(namespace)));
        PodPorts pods = new PodPorts();
        for (EndpointSubset subset : endpoints.getSubsets()) {
            for (EndpointPort port : subset.getPorts()) {
                subset.getAddresses().forEach(address -> add(shared, address, port, true, pods));
                subset.getNotReadyAddresses().forEach(address -> add(shared, address, port, false, pods));
            }
        }
        targets.addAll(pods.others(shared));
    }

    private void add(MetaLabels shared, EndpointAddress address, EndpointPort port, boolean ready, PodPorts pods) {
        MetaLabels labels = shared.copy().set("endpoint_port_name", port.getName() == null ? "" : port.getName())
                .set("endpoint_port_protocol", port.getProtocol() == null ? "TCP" : port.getProtocol())
                .set("endpoint_ready", ready).set("endpoint_node_name", address.getNodeName())
                .set("endpoint_hostname", address.getHostname());
        ObjectReference target = address.getTargetRef();
        Pod pod = null;
        if (target != null) {
            labels.set("endpoint_address_target_kind", target.getKind()).set("endpoint_address_target_name",
                    target.getName());
            pod = "Pod".equals(target.getKind()) ? view.pod(target.getNamespace(), target.getName()) : null;
        }
        labels.addAll(NodeTargets.attached(view.node(address.getNodeName()))).addAll(pods.behind(pod, port.getPort()));
        targets.add(labels.at(MetaLabels.address(address.getIp(), port.getPort())));
    }
}
