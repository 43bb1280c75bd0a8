package dev.tributary.collector.kubernetes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.tributary.collector.kit.Await;
import dev.tributary.collector.kit.KubeApiServer;
import dev.tributary.collector.kit.RealServers;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.discovery.TargetGroup;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Every role against a real kube-apiserver with a real etcd, label by label beside a real Prometheus that discovers the same. */
@Timeout(300)
class RealClusterIT {
    private static final List<String> ROLES = List.of("node", "service", "pod", "endpoints", "endpointslice",
            "ingress");

    private final Vertx vertx = Vertx.vertx();
    private final List<KubernetesDiscovery> opened = new ArrayList<>();
    private final Map<String, List<TargetGroup>> told = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        opened.forEach(discovery -> discovery.close().await());
        vertx.close().await();
    }

    @Test
    void everyRoleFindsWhatPrometheusFinds() throws Exception {
        RealServers.assumeInstalled();
        assumeTrue(RealServers.isPrometheus3(),
                "skipped: Debian's Prometheus has no Kubernetes discovery; name another by PROMETHEUS");
        try (KubeApiServer server = new KubeApiServer(folder); RealServers servers = new RealServers(folder)) {
            fill(server);
            ROLES.forEach(role -> discover(server, role));
            String prometheus = servers.prometheus(configuration(server));
            for (String role : ROLES) {
                assertSame(servers, prometheus, role);
            }
            server.delete("/api/v1/namespaces/shop/pods/web-1-x?gracePeriodSeconds=0");
            Await.until("the pod is gone", Duration.ofSeconds(60), () -> found("pod").isEmpty());
            server.kill();
            server.start();
            server.create("/api/v1/namespaces/shop/services",
                    "{\"metadata\":{\"name\":\"later\"},\"spec\":{\"ports\":[{\"port\":81}]}}");
            Await.until("what came after a restart of the server", Duration.ofSeconds(60),
                    () -> found("service").stream().anyMatch(one -> one.startsWith("later.shop.svc:81 ")));
            assertThat(new ClusterUid(folder.resolve("uid"), () -> client(server)).read())
                    .isEqualTo(client(server).namespaces().withName("kube-system").get().getMetadata().getUid());
        }
    }

    private void assertSame(RealServers servers, String prometheus, String role) throws Exception {
        Await.until("targets of role " + role, Duration.ofSeconds(60),
                () -> !found(role).isEmpty() && !foundBy(servers, prometheus, role).isEmpty());
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!found(role).equals(foundBy(servers, prometheus, role)) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertThat(found(role)).as(role).containsExactlyElementsOf(foundBy(servers, prometheus, role));
    }

    private static KubernetesClient client(KubeApiServer server) {
        return new KubernetesClientBuilder().withConfig(server.clientConfig()).build();
    }

    private void discover(KubeApiServer server, String role) {
        KubernetesTargets settings = ConfigFile.parse("role: " + role, "sd", Path.of("/"), KubernetesTargets.class,
                _ -> null);
        KubernetesDiscovery discovery = new KubernetesDiscovery(vertx, settings, () -> client(server));
        opened.add(discovery);
        discovery.start(groups -> told.put(role, groups));
    }

    /** Nothing is scraped: the targets that are dropped show all that was discovered. */
    private static String configuration(KubeApiServer server) {
        StringBuilder yaml = new StringBuilder("scrape_configs:\n");
        for (String role : ROLES) {
            yaml.append("""
                        - job_name: %s
                          kubernetes_sd_configs:
                          - role: %s
                            api_server: %s
                            authorization: {credentials: %s}
                            tls_config: {insecure_skip_verify: true}
                          relabel_configs: [{regex: ".*", action: drop}]
                        """.formatted(role, role, server.url(), server.token()));
        }
        return yaml.toString();
    }

    /** Each target as its address and labels. */
    private SortedSet<String> found(String role) {
        SortedSet<String> found = new TreeSet<>();
        for (TargetGroup group : told.getOrDefault(role, List.of())) {
            group.targets().forEach(address -> found.add(address + " " + discovered(group.labels())));
        }
        return found;
    }

    private static SortedSet<String> foundBy(RealServers servers, String prometheus, String role) throws Exception {
        SortedSet<String> found = new TreeSet<>();
        JsonArray dropped = new JsonObject(servers.get(prometheus + "/api/v1/targets?state=dropped"))
                .getJsonObject("data").getJsonArray("droppedTargets");
        for (Object one : dropped) {
            Map<String, String> labels = new TreeMap<>();
            ((JsonObject) one).getJsonObject("discoveredLabels")
                    .forEach(label -> labels.put(label.getKey(), String.valueOf(label.getValue())));
            if (role.equals(labels.get("job"))) {
                found.add(labels.get("__address__") + " " + discovered(labels));
            }
        }
        return found;
    }

    /** Without what the scraping itself adds; an empty label is none. */
    private static Map<String, String> discovered(Map<String, String> labels) {
        Map<String, String> kept = new TreeMap<>();
        labels.forEach((name, value) -> {
            if (!value.isEmpty() && (name.startsWith("__meta_kubernetes_") || name.equals("instance"))) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    private static void fill(KubeApiServer server) throws Exception {
        try (KubernetesClient api = client(server)) {
            server.create("/api/v1/namespaces", "{\"metadata\":{\"name\":\"shop\"}}");
            var node = api.nodes().resource(new NodeBuilder().withNewMetadata().withName("n1")
                    .addToLabels("zone/name", "a").addToAnnotations("note.of/it", "b").endMetadata().withNewSpec()
                    .withProviderID("p://1").endSpec().withNewStatus().addNewAddress("10.0.0.1", "InternalIP")
                    .addNewAddress("n1.example", "Hostname").withNewDaemonEndpoints().withNewKubeletEndpoint(10_250)
                    .endDaemonEndpoints().endStatus().build());
            node.create();
            node.patchStatus();
            Pod pod = WebPod.of("web-1-x", "10.1.0.5");
            pod.getMetadata().setUid(null);
            pod.getMetadata().getOwnerReferences()
                    .forEach(owner -> {
                        owner.setApiVersion("apps/v1");
                        owner.setUid("owner");
                    });
            api.pods().inNamespace("shop").resource(pod).create();
            api.pods().inNamespace("shop").resource(pod).patchStatus();
        }
        server.create("/api/v1/namespaces/shop/services",
                """
                {"metadata":{"name":"web","labels":{"team":"a"},"annotations":{"x.y/z":"1"}},
                 "spec":{"type":"NodePort","ports":[{"name":"http","port":80},{"name":"admin","port":81}]}}""");
        server.create("/api/v1/namespaces/shop/services",
                """
                {"metadata":{"name":"elsewhere"},
                 "spec":{"type":"ExternalName","externalName":"db.example","ports":[{"port":5432}]}}""");
        server.create("/api/v1/namespaces/shop/endpoints",
                """
                {"metadata":{"name":"web","labels":{"team":"a"}},"subsets":[{"ports":[{"name":"http","port":8080}],
                 "addresses":[{"ip":"10.1.0.5","nodeName":"n1",
                  "targetRef":{"kind":"Pod","namespace":"shop","name":"web-1-x"}}],
                 "notReadyAddresses":[{"ip":"10.1.0.6","hostname":"h6"}]}]}""");
        server.create("/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices",
                """
                {"metadata":{"name":"web-abc","labels":{"kubernetes.io/service-name":"web"}},"addressType":"IPv4",
                 "ports":[{"name":"http","port":8080,"protocol":"TCP","appProtocol":"http"}],
                 "endpoints":[{"addresses":["10.1.0.5"],"nodeName":"n1","zone":"z1",
                  "conditions":{"ready":true,"serving":true,"terminating":false},
                  "targetRef":{"kind":"Pod","namespace":"shop","name":"web-1-x"}},
                  {"addresses":["10.1.0.9"],"conditions":{"ready":false}}]}""");
        server.create("/apis/networking.k8s.io/v1/namespaces/shop/ingresses",
                """
                {"metadata":{"name":"front","labels":{"l":"v"}},"spec":{"ingressClassName":"nginx",
                 "tls":[{"hosts":["shop.example"]}],"rules":[{"host":"shop.example","http":{"paths":[
                  {"path":"/cart","pathType":"Prefix","backend":{"service":{"name":"web","port":{"number":80}}}},
                  {"path":"/pay","pathType":"Prefix","backend":{"service":{"name":"web","port":{"number":80}}}}]}},
                 {"host":"*.other.example","http":{"paths":[
                  {"path":"/","pathType":"Prefix","backend":{"service":{"name":"web","port":{"number":80}}}}]}}]}}""");
    }
}
