package dev.tributary.collector.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.runtime.discovery.TargetGroup;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import org.jspecify.annotations.Nullable;

/** The role node, and the labels that nodes give to the targets on them. */
final class NodeTargets {
    /** Which address a node is scraped at, the best first; as Prometheus chooses. */
    private static final List<String> ADDRESS_TYPES = List.of("InternalIP", "InternalDNS", "ExternalIP", "ExternalDNS",
            "LegacyHostIP", "Hostname");

    private static final int KUBELET_PORT = 10_250;

    private NodeTargets() {
    }

    static List<TargetGroup> of(ClusterView view) {
        List<TargetGroup> targets = new ArrayList<>();
        for (Node node : view.nodes()) {
            Map<String, String> addresses = addresses(node);
            ADDRESS_TYPES.stream().filter(addresses::containsKey).findFirst()
                    .ifPresent(type -> targets.add(target(node, addresses, String.valueOf(addresses.get(type)))));
        }
        return targets;
    }

    private static TargetGroup target(Node node, Map<String, String> addresses, String host) {
        MetaLabels labels = new MetaLabels().object("node", node.getMetadata()).set("node_provider_id",
                node.getSpec() == null ? null : node.getSpec().getProviderID());
        addresses.forEach((type, address) -> labels.set("node_address_" + MetaLabels.labelWord(type), address));
        TargetGroup target = labels.at(MetaLabels.address(host, kubeletPort(node)));
        Map<String, String> named = new TreeMap<>(target.labels());
        // As Prometheus: a node is called by its name, not by its address
        named.put("instance", node.getMetadata().getName());
        return new TargetGroup(target.targets(), named);
    }

    /** The first address of each type. */
    private static Map<String, String> addresses(Node node) {
        Map<String, String> addresses = new TreeMap<>();
        if (node.getStatus() != null) {
            for (NodeAddress address : node.getStatus().getAddresses()) {
                addresses.putIfAbsent(address.getType(), address.getAddress());
            }
        }
        return addresses;
    }

    private static int kubeletPort(Node node) {
        var endpoints = node.getStatus().getDaemonEndpoints();
        Integer port = endpoints == null || endpoints.getKubeletEndpoint() == null
                ? null
                : endpoints.getKubeletEndpoint().getPort();
        return port == null ? KUBELET_PORT : port;
    }

    /** Name and labels of a target's node; nothing for no node. */
    static MetaLabels attached(@Nullable Node node) {
        MetaLabels labels = new MetaLabels();
        return node == null
                ? labels
                : labels.set("node_name", node.getMetadata().getName()).labelsOf("node", node.getMetadata());
    }
}
