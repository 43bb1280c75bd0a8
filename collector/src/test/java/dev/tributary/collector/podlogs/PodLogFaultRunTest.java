package dev.tributary.collector.podlogs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

import dev.tributary.collector.kit.Await;
import dev.tributary.testkit.Seeded;
import dev.tributary.testkit.kubernetes.FakePodApi;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Containers write, end and start anew while connections break and end, the API refuses, its status lags behind, the spool is
 * full, and the job is stopped and started: every line is there, once.
 */
class PodLogFaultRunTest {
    private static final int STEPS = Integer.getInteger("tests.podlog.steps", 120);
    private static final int PODS = 4;

    @TempDir
    private Path folder;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @Seeded(runs = 2)
    void everyLineOnce(RandomGenerator random) throws Exception {
        Map<String, List<String>> written = new LinkedHashMap<>();
        try (FakePodApi api = new FakePodApi(random);
                PodLogRig rig = new PodLogRig(Files.createTempDirectory(folder, "run"), api.url(), "")) {
            for (int i = 0; i < PODS; i++) {
                api.pod("shop", "pod-" + i, "uid-" + i, Map.of());
                api.start("shop/pod-" + i, "app");
                api.tell("shop/pod-" + i);
                written.put("pod-" + i, new ArrayList<>());
            }
            api.faults(FakePodApi.Faults.MANY);
            rig.start();
            for (int step = 0; step < STEPS; step++) {
                String pod = "pod-" + random.nextInt(PODS);
                List<String> its = written.getOrDefault(pod, List.of());
                write(api, pod, its, random);
                misfortune(api, rig, pod, its, random);
                LockSupport.parkNanos(random.nextInt(6) * 1_000_000L);
            }
            api.faults(FakePodApi.Faults.NONE);
            written.keySet().forEach(pod -> api.tell("shop/" + pod));
            rig.refusing = false;
            Await.until("all lines are there",
                    () -> written.entrySet().stream()
                            .allMatch(pod -> rig.lines(pod.getKey()).size() >= pod.getValue().size()));
            for (Map.Entry<String, List<String>> pod : written.entrySet()) {
                assertThat(rig.lines(pod.getKey())).as(pod.getKey())
                        .containsExactlyInAnyOrderElementsOf(pod.getValue());
            }
            long all = written.values().stream().mapToLong(List::size).sum();
            assertThat(rig.handedOver).as("nothing is sent twice, faults %s", api.seen()).hasValue(all);
            if (Boolean.getBoolean("tests.podlog.tell")) {
                System.out.println(all + " lines, " + rig.metric("tributary_collector_podlog_repeated_lines", "")
                        + " known again, faults " + api.seen());
            }
        }
    }

    private void write(FakePodApi api, String pod, List<String> written, RandomGenerator random) {
        for (int i = random.nextInt(5); i >= 0; i--) {
            now = now.plusMillis(random.nextInt(100));
            // Two streams in one file are not strictly in the order of their times
            Instant time = random.nextInt(5) == 0 ? now.minusMillis(random.nextInt(400)) : now;
            String text = random.nextInt(20) == 0 ? "again" : "line " + written.size();
            api.write("shop/" + pod, "app", time, text, true);
            written.add(text);
        }
    }

    private void misfortune(FakePodApi api, PodLogRig rig, String pod, List<String> written, RandomGenerator random)
            throws Exception {
        switch (random.nextInt(60)) {
            case 0 -> api.breakAll();
            case 1, 2 -> {
                // A kubelet keeps no more than one former instance: it is read before there is another one
                api.tell("shop/" + pod);
                Await.until("the present instance is known",
                        () -> rig.refusing || rig.lines(pod).size() == written.size());
                if (!rig.refusing) {
                    api.start("shop/" + pod, "app");
                }
            }
            case 3 -> api.tell("shop/" + pod);
            case 4 -> rig.refusing = true;
            case 5, 6, 7 -> rig.refusing = false;
            case 8 -> {
                rig.stop();
                rig.start();
            }
            default -> {
            }
        }
    }
}
