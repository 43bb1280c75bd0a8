package dev.tributary.collector.containers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.collector.kit.Await;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@EnableKubernetesMockClient(crud = true, https = false)
class PodWatchTest {
    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesMockServer server;
    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient api;

    private String pod(String name, String uid, Map<String, String> labels, Map<String, String> annotations) {
        return api.resource(new PodBuilder().withNewMetadata().withNamespace("shop").withName(name).withUid(uid)
                .withLabels(labels).withAnnotations(annotations).endMetadata().withNewSpec().withNodeName("n1")
                .endSpec()
                .withNewStatus().withPhase("Running").endStatus().build()).create().getMetadata().getUid();
    }

    @Test
    void logsGetTheLabelsOfTheirPodsAndWaitForThem() throws Exception {
        pod("cart", "u1", Map.of("app", "old", "app.kubernetes.io/name", "cart"), Map.of());
        String uid = pod("etcd-n1", "u2", Map.of(), Map.of("kubernetes.io/config.mirror", "hash1"));
        AtomicLong nanos = new AtomicLong();
        try (PodWatch watch = new PodWatch(server.createClient(), List.of(), null, nanos::get)) {
            PodFolder cart = new PodFolder("shop", "cart", "u1");
            Await.until("the pods are read", () -> watch.of(cart, "app") != null);
            assertThat(watch.of(cart, "app")).containsEntry("app", "cart").containsEntry("node_name", "n1")
                    .containsEntry("__meta_kubernetes_pod_label_app_kubernetes_io_name", "cart")
                    .doesNotContainKey("pod_uid");
            // A static pod's folder has the hash of its file.
            assertThat(watch.of(new PodFolder("shop", "etcd-n1", "hash1"), "etcd")).containsEntry("pod_uid", uid)
                    .doesNotContainKey("app");
            PodFolder unknown = new PodFolder("shop", "new", "u3");
            assertThat(watch.of(unknown, "app")).isNull();
            nanos.addAndGet(11_000_000_000L);
            assertThat(watch.of(unknown, "app")).isEmpty();
            awaitQuiet(watch);
        }
    }

    /** The mock server hangs in its end when the watch is closed while it still has something to send. */
    private void awaitQuiet(PodWatch watch) throws Exception {
        pod("last", "u9", Map.of("app", "last"), Map.of());
        PodFolder last = new PodFolder("shop", "last", "u9");
        Await.until("all events are sent", () -> {
            Map<String, String> labels = watch.of(last, "app");
            return labels != null && labels.containsKey("app");
        });
    }

    @Test
    void anApiThatDoesNotAnswerHoldsLogsBackForAWhile() {
        KubernetesClient nobody = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:1").build()).build();
        AtomicLong nanos = new AtomicLong();
        try (PodWatch watch = new PodWatch(nobody, List.of(), null, nanos::get)) {
            PodFolder cart = new PodFolder("shop", "cart", "u1");
            assertThat(watch.of(cart, "app")).isNull();
            nanos.addAndGet(31_000_000_000L);
            assertThat(watch.of(cart, "app")).isEmpty();
        }
    }

    @Test
    void onlyFoldersOfPodsAreTaken() {
        assertThat(PodFolder.parse("kube-system_etcd-n1_0a1b"))
                .contains(new PodFolder("kube-system", "etcd-n1", "0a1b"));
        assertThat(PodFolder.parse("lost+found")).isEmpty();
        assertThat(PodFolder.parse("a_b_c_d")).isEmpty();
        assertThat(PodFolder.parse("_b_c")).isEmpty();
    }
}
