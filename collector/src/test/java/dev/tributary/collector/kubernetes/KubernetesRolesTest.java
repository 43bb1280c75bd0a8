package dev.tributary.collector.kubernetes;

import java.util.List;
import java.util.Map;

import dev.tributary.runtime.discovery.TargetGroup;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What each role makes of the objects of a cluster, label by label as Prometheus. */
class KubernetesRolesTest {
    private static final String META = "__meta_kubernetes_";

    private final FixedView view = new FixedView();
    private List<TargetGroup> told = List.of();

    private Map<String, String> at(String address) {
        return told.stream().filter(group -> group.targets().equals(List.of(address))).map(TargetGroup::labels)
                .findFirst().orElseThrow(() -> new AssertionError(address + " is not among " + told));
    }

    private static Node node() {
        return new NodeBuilder().withNewMetadata().withName("n1").addToLabels("zone/name", "a").endMetadata()
                .withNewSpec().withProviderID("p://1").endSpec().withNewStatus()
                .addNewAddress("10.9.9.9", "ExternalIP").addNewAddress("10.0.0.1", "InternalIP")
                .withNewDaemonEndpoints().withNewKubeletEndpoint(10_255).endDaemonEndpoints().endStatus().build();
    }

    @Test
    void aNodeIsScrapedAtItsKubelet() {
        view.add(node());
        told = NodeTargets.of(view);
        assertThat(at("10.0.0.1:10255")).containsEntry("instance", "n1").containsEntry(META + "node_name", "n1")
                .containsEntry(META + "node_label_zone_name", "a")
                .containsEntry(META + "node_labelpresent_zone_name", "true")
                .containsEntry(META + "node_provider_id", "p://1")
                .containsEntry(META + "node_address_InternalIP", "10.0.0.1")
                .containsEntry(META + "node_address_ExternalIP", "10.9.9.9");
    }

    @Test
    void everyContainerPortOfAPodIsATarget() {
        view.add(WebPod.of("web-1-x", "10.1.0.5"));
        view.add(WebPod.of("starting", ""));
        view.add(node());
        told = PodTargets.of(view);
        assertThat(at("10.1.0.5:8080")).containsEntry(META + "namespace", "shop")
                .containsEntry(META + "pod_name", "web-1-x").containsEntry(META + "pod_ip", "10.1.0.5")
                .containsEntry(META + "pod_label_app_kubernetes_io_name", "web")
                .containsEntry(META + "pod_annotation_prometheus_io_scrape", "true")
                .containsEntry(META + "pod_annotationpresent_prometheus_io_scrape", "true")
                .containsEntry(META + "pod_container_name", "app").containsEntry(META + "pod_container_image", "web:1")
                .containsEntry(META + "pod_container_id", "containerd://abc")
                .containsEntry(META + "pod_container_init", "false")
                .containsEntry(META + "pod_container_port_name", "http")
                .containsEntry(META + "pod_container_port_number", "8080")
                .containsEntry(META + "pod_container_port_protocol", "TCP").containsEntry(META + "pod_ready", "true")
                .containsEntry(META + "pod_phase", "Running").containsEntry(META + "pod_node_name", "n1")
                .containsEntry(META + "pod_host_ip", "10.0.0.1").containsEntry(META + "pod_uid", "uid-web-1-x")
                .containsEntry(META + "pod_controller_kind", "ReplicaSet")
                .containsEntry(META + "pod_controller_name", "web-1")
                .containsEntry(META + "node_label_zone_name", "a");
        assertThat(at("10.1.0.5")).as("a container without a port").containsEntry(META + "pod_container_name",
                "sidecar");
        assertThat(told).as("the pod without an address has no targets").hasSize(3);
    }

    @Test
    void everyPortOfAServiceIsATarget() {
        view.add(new ServiceBuilder().withNewMetadata().withName("web")
                .withNamespace("shop").addToAnnotations("team", "a").endMetadata().withNewSpec()
                .withClusterIP("10.2.0.1").withType("ClusterIP").addNewPort().withName("http").withPort(80).endPort()
                .endSpec().build());
        told = ServiceTargets.of(view);
        assertThat(at("web.shop.svc:80")).containsEntry(META + "namespace", "shop")
                .containsEntry(META + "service_name", "web").containsEntry(META + "service_annotation_team", "a")
                .containsEntry(META + "service_cluster_ip", "10.2.0.1")
                .containsEntry(META + "service_type", "ClusterIP")
                .containsEntry(META + "service_port_name", "http").containsEntry(META + "service_port_number", "80")
                .containsEntry(META + "service_port_protocol", "TCP");
    }

    private void createService() {
        view.add(new ServiceBuilder().withNewMetadata().withName("web")
                .withNamespace("shop").addToLabels("team", "a").endMetadata().withNewSpec().endSpec().build());
        view.add(WebPod.of("web-1-x", "10.1.0.5"));
    }

    @Test
    void endpointsCarryServiceAndPodAndThePodsOtherPorts() {
        createService();
        view.add(new EndpointsBuilder().withNewMetadata().withName("web")
                .withNamespace("shop").endMetadata().addNewSubset().addNewPort().withName("http").withPort(8080)
                .endPort().addNewAddress().withIp("10.1.0.5").withNodeName("n1").withNewTargetRef().withKind("Pod")
                .withNamespace("shop").withName("web-1-x").endTargetRef().endAddress().addNewNotReadyAddress()
                .withIp("10.1.0.6").withHostname("h6").endNotReadyAddress().endSubset().build());
        told = EndpointsTargets.of(view);
        assertThat(at("10.1.0.5:8080")).containsEntry(META + "endpoints_name", "web")
                .containsEntry(META + "service_name", "web").containsEntry(META + "service_label_team", "a")
                .containsEntry(META + "endpoint_port_name", "http").containsEntry(META + "endpoint_ready", "true")
                .containsEntry(META + "endpoint_node_name", "n1")
                .containsEntry(META + "endpoint_address_target_kind", "Pod")
                .containsEntry(META + "endpoint_address_target_name", "web-1-x")
                .containsEntry(META + "pod_name", "web-1-x").containsEntry(META + "pod_container_port_name", "http")
                .containsEntry(META + "pod_container_init", "false").doesNotContainKey(META + "pod_container_id");
        assertThat(at("10.1.0.6:8080")).containsEntry(META + "endpoint_ready", "false")
                .containsEntry(META + "endpoint_hostname", "h6").doesNotContainKey(META + "pod_name");
        assertThat(at("10.1.0.5:9090")).as("a port no endpoint names")
                .containsEntry(META + "pod_container_port_name", "admin").containsEntry(META + "service_name", "web")
                .doesNotContainKey(META + "endpoint_ready");
    }

    @Test
    void endpointSlicesGiveTheSameWithTheirOwnLabels() {
        createService();
        view.add(new EndpointSliceBuilder().withNewMetadata()
                .withName("web-abc").withNamespace("shop").addToLabels("kubernetes.io/service-name", "web")
                .endMetadata().withAddressType("IPv6").addNewPort().withName("http").withPort(8080).withProtocol("TCP")
                .withAppProtocol("http").endPort().addNewEndpoint().withAddresses("fd00::5").withNodeName("n1")
                .withZone("z1").withNewConditions().withReady(true).withServing(true).withTerminating(false)
                .endConditions().withNewTargetRef().withKind("Pod").withNamespace("shop").withName("web-1-x")
                .endTargetRef().endEndpoint().build());
        told = EndpointSliceTargets.of(view);
        assertThat(at("[fd00::5]:8080")).containsEntry(META + "endpointslice_name", "web-abc")
                .containsEntry(META + "endpointslice_address_type", "IPv6")
                .containsEntry(META + "endpointslice_port", "8080")
                .containsEntry(META + "endpointslice_port_name", "http")
                .containsEntry(META + "endpointslice_port_protocol", "TCP")
                .containsEntry(META + "endpointslice_port_app_protocol", "http")
                .containsEntry(META + "endpointslice_endpoint_conditions_ready", "true")
                .containsEntry(META + "endpointslice_endpoint_conditions_serving", "true")
                .containsEntry(META + "endpointslice_endpoint_conditions_terminating", "false")
                .containsEntry(META + "endpointslice_endpoint_node_name", "n1")
                .containsEntry(META + "endpointslice_endpoint_zone", "z1")
                .containsEntry(META + "endpointslice_address_target_kind", "Pod")
                .containsEntry(META + "service_label_team", "a").containsEntry(META + "pod_phase", "Running");
        at("10.1.0.5:9090");
    }

    @Test
    void everyPathOfAnIngressIsATarget() {
        view.add(new IngressBuilder().withNewMetadata()
                .withName("front").withNamespace("shop").endMetadata().withNewSpec().withIngressClassName("nginx")
                .addNewTl().withHosts("shop.example").endTl().addNewRule().withHost("shop.example").withNewHttp()
                .addNewPath().withPath("/cart").endPath().endHttp().endRule().endSpec().build());
        told = IngressTargets.of(view);
        assertThat(at("shop.example")).containsEntry(META + "ingress_name", "front")
                .containsEntry(META + "ingress_scheme", "https").containsEntry(META + "ingress_path", "/cart")
                .containsEntry(META + "ingress_host", "shop.example")
                .containsEntry(META + "ingress_class_name", "nginx");
    }

}
