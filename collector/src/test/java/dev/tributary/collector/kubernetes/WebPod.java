package dev.tributary.collector.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;

/** A pod in the namespace {@code shop} that runs and is ready: two containers, one with two ports. */
final class WebPod {
    private WebPod() {
    }

    static Pod of(String name, String ip) {
        return new PodBuilder().withNewMetadata().withName(name).withNamespace("shop").withUid("uid-" + name)
                .addToLabels("app.kubernetes.io/name", "web").addToAnnotations("prometheus.io/scrape", "true")
                .addNewOwnerReference().withKind("ReplicaSet").withName("web-1").withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec().withNodeName("n1")
                .withContainers(new ContainerBuilder().withName("app").withImage("web:1")
                        .addNewPort(8080, null, null, "http", "TCP").addNewPort(9090, null, null, "admin", null)
                        .build(),
                        new ContainerBuilder().withName("sidecar").withImage("side:1").build())
                .endSpec().withNewStatus().withPodIP(ip).withHostIP("10.0.0.1").withPhase("Running")
                .addNewCondition().withType("Ready").withStatus("True").endCondition()
                .addNewContainerStatus().withName("app").withContainerID("containerd://abc").endContainerStatus()
                .endStatus().build();
    }
}
