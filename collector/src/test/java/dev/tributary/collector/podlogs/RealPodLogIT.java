package dev.tributary.collector.podlogs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

import dev.tributary.collector.kit.Await;
import dev.tributary.collector.kit.KubeApiServer;
import dev.tributary.testkit.kubernetes.FakePodApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pods of a real kube-apiserver, which asks a kubelet of ours for their logs: connections break on both sides of the API
 * server, containers start anew and the API server is killed; every line comes once, in order.
 */
@Timeout(300)
class RealPodLogIT {
    private static final int STEPS = 300;
    private static final List<String> PODS = List.of("web-1", "web-2", "web-3");

    @TempDir
    Path folder;

    private final RandomGenerator random = new Random(5);
    private final Map<String, List<String>> written = new HashMap<>();
    private final Map<String, Integer> restarts = new HashMap<>();
    private Instant now = Instant.now();

    @Test
    void everyLineOnce() throws Exception {
        try (KubeApiServer server = new KubeApiServer(folder);
                FakePodApi logs = new FakePodApi(random);
                KubeletEndpoint kubelet = new KubeletEndpoint(folder, logs.url());
                PodLogRig rig = new PodLogRig(folder.resolve("positions"), server.url(),
                        """
                        label_selector: logs=api
                        authorization: {credentials: %s}
                        tls_config: {insecure_skip_verify: true}
                        """.formatted(server.token()))) {
            server.create("/api/v1/namespaces", "{\"metadata\":{\"name\":\"shop\"}}");
            server.create("/api/v1/nodes", """
                                           {"metadata":{"name":"node-1"},"status":{
                                             "addresses":[{"type":"InternalIP","address":"127.0.0.1"}],
                                             "daemonEndpoints":{"kubeletEndpoint":{"Port":%d}}}}
                                           """.formatted(kubelet.port()));
            for (String pod : PODS) {
                create(server, logs, pod, "api");
            }
            create(server, logs, "other", "no");
            rig.start();
            write(logs, "other");
            logs.faults(FakePodApi.Faults.MANY);
            for (int step = 0; step < STEPS; step++) {
                String pod = PODS.get(random.nextInt(PODS.size()));
                write(logs, pod);
                if (step == STEPS / 3) {
                    server.kill();
                } else if (step == STEPS / 2) {
                    server.start();
                } else if (step > STEPS / 2 && step % 40 == 0) {
                    startAnew(server, logs, rig, pod);
                }
                LockSupport.parkNanos(random.nextInt(10) * 1_000_000L);
            }
            logs.faults(FakePodApi.Faults.NONE);
            for (String pod : PODS) {
                Await.until("all lines of " + pod, () -> rig.lines(pod).size() >= written(pod).size());
                assertThat(rig.lines(pod)).isEqualTo(written(pod));
            }
            assertThat(rig.streams()).hasSize(PODS.size());
            assertThat(rig.handedOver).as("nothing is sent twice")
                    .hasValue(PODS.stream().mapToLong(pod -> written(pod).size()).sum());
        }
    }

    private List<String> written(String pod) {
        return written.computeIfAbsent(pod, _ -> new ArrayList<>());
    }

    private void create(KubeApiServer server, FakePodApi logs, String pod, String label) throws Exception {
        server.create("/api/v1/namespaces/shop/pods",
                """
                {"metadata":{"name":"%s","labels":{"logs":"%s"}},"spec":{
                  "nodeName":"node-1","containers":[{"name":"app","image":"app:1"}]}}
                """.formatted(pod, label));
        logs.pod("shop", pod, pod, Map.of());
        logs.start("shop/" + pod, "app");
        tell(server, pod);
    }

    private void startAnew(KubeApiServer server, FakePodApi logs, PodLogRig rig, String pod) throws Exception {
        // A kubelet keeps no more than one former instance: it is read before there is another one
        Await.until("the instance before is read", () -> rig.lines(pod).size() == written(pod).size());
        logs.start("shop/" + pod, "app");
        restarts.merge(pod, 1, Integer::sum);
        write(logs, pod);
        tell(server, pod);
    }

    private void tell(KubeApiServer server, String pod) throws Exception {
        int instance = restarts.getOrDefault(pod, 0);
        server.patch("/api/v1/namespaces/shop/pods/" + pod + "/status",
                """
                {"status":{"phase":"Running","containerStatuses":[{"name":"app","restartCount":%d,"ready":true,"image":"app:1",
                "imageID":"app","containerID":"containerd://%s-%d","state":{"running":{"startedAt":"2026-11-01T10:00:00Z"}},
                "lastState":{}}]}}
                """
                        .formatted(instance, pod, instance));
    }

    private void write(FakePodApi logs, String pod) {
        for (int i = random.nextInt(5); i >= 0; i--) {
            now = now.plusMillis(1 + random.nextInt(100));
            List<String> its = written(pod);
            String text = "line " + its.size();
            logs.write("shop/" + pod, "app", now, text, true);
            its.add(text);
        }
    }
}
