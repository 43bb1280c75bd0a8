package dev.tributary.collector.events.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tributary.collector.events.api.EventApi;
import dev.tributary.collector.events.api.EventScope;
import dev.tributary.collector.kit.Await;
import dev.tributary.testkit.kubernetes.EventObjects;
import dev.tributary.testkit.kubernetes.FakeEventApi;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

class EventWatchTest {
    private static final Instant TIME = Instant.parse("2026-11-01T10:00:00Z");
    private static final WatchTiming QUICK = new WatchTiming(Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(5), Duration.ofMillis(5), Duration.ofMillis(100), 7);

    @Test
    void aDefectIsTriedAgain() throws Exception {
        AtomicInteger defects = new AtomicInteger(2);
        List<String> seen = new CopyOnWriteArrayList<>();
        Signals signals = signal -> {
            if (defects.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("a defect");
            }
            if (signal instanceof Signal.Seen event) {
                seen.add(event.event().uid());
            }
        };
        try (FakeEventApi server = new FakeEventApi(new Random(1))) {
            server.put(EventObjects.modern("event-uid", "shop", "Pod", "pod", "Pulled", 1, TIME, TIME));
            Config config = new ConfigBuilder(Config.empty()).withMasterUrl(server.url()).build();
            try (EventApi api = new EventApi(new KubernetesClientBuilder().withConfig(config).build());
                    EventWatch watch = new EventWatch(api, new EventScope("", ""), QUICK, null, signals,
                            new WatchMetrics(new PrometheusRegistry()), Clock.systemUTC(), new Random(1))) {
                watch.start();
                Await.until("the event is told", () -> seen.equals(List.of("event-uid")));
                Await.until("it watches", () -> watch.status().state().equals("watching"));
            }
        }
    }
}
