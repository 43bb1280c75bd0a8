package dev.tributary.collector.kubernetes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.runtime.discovery.TargetGroup;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;

/** The role ingress: hosts and paths to be probed from outside. */
final class IngressTargets {
    private IngressTargets() {
    }

    static List<TargetGroup> of(ClusterView view) {
        List<TargetGroup> targets = new ArrayList<>();
        view.ingresses().forEach(ingress -> add(targets, ingress, view));
        return targets;
    }

    private static void add(List<TargetGroup> targets, Ingress ingress, ClusterView view) {
        String namespace = ingress.getMetadata().getNamespace();
        MetaLabels shared = new MetaLabels().object("ingress", ingress.getMetadata()).set("namespace", namespace)
                .set("ingress_class_name", ingress.getSpec().getIngressClassName())
                .addAll(NamespaceLabels.of(view.namespace(namespace)));
        Set<String> secureHosts = new HashSet<>();
        ingress.getSpec().getTls().forEach(tls -> secureHosts.addAll(tls.getHosts()));
        for (IngressRule rule : ingress.getSpec().getRules()) {
            String host = rule.getHost() == null ? "*" : rule.getHost();
            String scheme = secureHosts.contains(host) ? "https" : "http";
            for (String path : paths(rule)) {
                targets.add(shared.copy().set("ingress_scheme", scheme).set("ingress_host", host)
                        .set("ingress_path", path).at(host));
            }
        }
    }

    private static List<String> paths(IngressRule rule) {
        if (rule.getHttp() == null || rule.getHttp().getPaths().isEmpty()) {
            return List.of("/");
        }
        return rule.getHttp().getPaths().stream().map(HTTPIngressPath::getPath)
                .map(path -> path == null || path.isEmpty() ? "/" : path).toList();
    }
}
