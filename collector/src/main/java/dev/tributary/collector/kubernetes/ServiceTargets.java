package dev.tributary.collector.kubernetes;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.runtime.discovery.TargetGroup;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import org.jspecify.annotations.Nullable;

/** The role service, and the labels that services give to the targets behind them. */
final class ServiceTargets {
    private ServiceTargets() {
    }

    static List<TargetGroup> of(ClusterView view) {
        List<TargetGroup> targets = new ArrayList<>();
        for (Service service : view.services()) {
            String namespace = service.getMetadata().getNamespace();
            String host = service.getMetadata().getName() + "." + namespace + ".svc";
            MetaLabels labels = labels(service).set("namespace", namespace)
                    .addAll(NamespaceLabels.of(view.namespace(namespace)));
            for (ServicePort port : service.getSpec().getPorts()) {
                targets.add(portLabels(labels.copy(), service.getSpec(), port)
                        .at(MetaLabels.address(host, port.getPort())));
            }
        }
        return targets;
    }

    private static MetaLabels portLabels(MetaLabels labels, ServiceSpec spec, ServicePort port) {
        labels.set("service_port_name", port.getName() == null ? "" : port.getName())
                .set("service_port_number", port.getPort())
                .set("service_port_protocol", port.getProtocol() == null ? "TCP" : port.getProtocol())
                .set("service_type", type(spec));
        switch (type(spec)) {
            case "ExternalName" -> labels.set("service_external_name", spec.getExternalName());
            case "LoadBalancer" -> labels.set("service_cluster_ip", spec.getClusterIP()).set("service_loadbalancer_ip",
                    spec.getLoadBalancerIP());
            default -> labels.set("service_cluster_ip", spec.getClusterIP());
        }
        return labels;
    }

    private static String type(ServiceSpec spec) {
        return spec.getType() == null ? "ClusterIP" : spec.getType();
    }

    /** Name, labels and annotations; nothing for no service. */
    static MetaLabels labels(@Nullable Service service) {
        MetaLabels labels = new MetaLabels();
        return service == null ? labels : labels.object("service", service.getMetadata());
    }
}
