package dev.tributary.collector.kubernetes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tributary.collector.kit.Await;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.discovery.TargetGroup;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Against a mock API server that keeps what it is given and sends watch events. */
@EnableKubernetesMockClient(crud = true, https = false)
class KubernetesDiscoveryTest {
    private static final String META = "__meta_kubernetes_";

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesMockServer server;
    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient api;

    private final Vertx vertx = Vertx.vertx();
    private final List<KubernetesDiscovery> opened = new ArrayList<>();
    private volatile List<TargetGroup> told = List.of();
    private final AtomicInteger tellings = new AtomicInteger();

    @AfterEach
    void close() {
        opened.forEach(discovery -> discovery.close().await());
        vertx.close().await();
    }

    private static KubernetesTargets settings(String yaml) {
        return ConfigFile.parse(yaml, "sd", Path.of("/"), KubernetesTargets.class, _ -> null);
    }

    private void discover(String yaml) {
        KubernetesDiscovery discovery = new KubernetesDiscovery(vertx, settings(yaml), server::createClient);
        opened.add(discovery);
        discovery.start(groups -> {
            told = groups;
            tellings.incrementAndGet();
        });
    }

    private Map<String, String> at(String address) throws Exception {
        Await.until(address + " is a target", () -> find(address) != null);
        TargetGroup group = find(address);
        return group == null ? Map.of() : group.labels();
    }

    private @Nullable TargetGroup find(String address) {
        return told.stream().filter(group -> group.targets().equals(List.of(address))).findFirst().orElse(null);
    }

    @Test
    void podsComeAndGo() throws Exception {
        discover("role: pod");
        Await.until("the empty cluster is told", () -> tellings.get() > 0);
        assertThat(told).isEmpty();
        api.pods().inNamespace("shop").resource(WebPod.of("web-1-x", "10.1.0.5")).create();
        at("10.1.0.5:8080");
        api.pods().inNamespace("shop").withName("web-1-x").delete();
        Await.until("its targets are gone", () -> told.isEmpty());
    }

    @Test
    void namespacesAndSelectorsNarrowDown() throws Exception {
        Pod other = new PodBuilder(WebPod.of("other", "10.1.0.7")).editMetadata().withNamespace("else").endMetadata()
                .build();
        Pod test = new PodBuilder(WebPod.of("test", "10.1.0.8")).editMetadata().addToLabels("tier", "test")
                .endMetadata()
                .build();
        api.pods().inNamespace("else").resource(other).create();
        api.pods().inNamespace("shop").resource(test).create();
        api.pods().inNamespace("shop").resource(WebPod.of("web", "10.1.0.5")).create();
        discover("""
                 role: pod
                 namespaces: {names: [shop]}
                 selectors: [{role: pod, label: tier!=test}]
                 """);
        at("10.1.0.5:8080");
        assertThat(told).allSatisfy(group -> assertThat(group.labels()).containsEntry(META + "pod_name", "web"));
    }

    @Test
    void jobsWithTheSameSettingsShareOneWatch() throws Exception {
        api.pods().inNamespace("shop").resource(WebPod.of("web", "10.1.0.5")).create();
        List<KubernetesTargets> watched = new ArrayList<>();
        KubernetesSources sources = new KubernetesSources(settings -> {
            watched.add(settings);
            KubernetesDiscovery discovery = new KubernetesDiscovery(vertx, settings, server::createClient);
            opened.add(discovery);
            return discovery;
        });
        List<TargetGroup> first = new ArrayList<>();
        List<TargetGroup> second = new ArrayList<>();
        var one = sources.source(settings("role: pod"));
        one.start(first::addAll);
        Await.until("the first job has targets", () -> !first.isEmpty());
        var two = sources.source(settings("role: pod"));
        two.start(second::addAll);
        assertThat(second).as("known at once").isEqualTo(first);
        assertThat(watched).hasSize(1);
        one.close().await();
        two.close().await();
        sources.source(settings("role: pod")).start(_ -> {
        });
        assertThat(watched).as("watched anew after the last one has left").hasSize(2);
    }
}
