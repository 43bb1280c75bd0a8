package dev.tributary.collector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.kit.Await;
import dev.tributary.collector.kit.RealServers;
import dev.tributary.collector.kit.ReceivingHub;
import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.telemetry.Telemetry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A collector in front of two real Prometheus servers that scrape the same targets. Whichever of them dies and comes back, a
 * series at the hub is stretches of one and of the other, each without a hole, and its counters never step back.
 */
class ReplicasIT {
    private static final int SERIES = 40;
    private static final List<String> REPLICA = List.of("a", "b");

    private final Vertx vertx = Vertx.vertx();
    private final long born = System.nanoTime();
    private ReceivingHub hub;
    private RealServers servers;
    private String first;
    private String second;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        RealServers.assumeInstalled();
        hub = new ReceivingHub(vertx);
        servers = new RealServers(folder);
        HttpServer work = vertx.createHttpServer()
                .requestHandler(request -> request.response().putHeader("Content-Type", "text/plain; version=0.0.4")
                        .end(page()))
                .listen(0, "127.0.0.1").await();
        first = replica("a", work.actualPort());
        second = replica("b", work.actualPort());
    }

    @AfterEach
    void stop() {
        if (servers != null) {
            servers.close();
        }
        vertx.close().await();
    }

    private String replica(String name, int port) throws Exception {
        return servers.prometheus("""
                                  global:
                                    scrape_interval: 1s
                                    scrape_timeout: 1s
                                    external_labels: {zone: z1, prometheus_replica: %s}
                                  scrape_configs:
                                  - job_name: work
                                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                                  - job_name: prometheus
                                    static_configs: [{targets: ["SELF"]}]
                                  """.formatted(name, port));
    }

    /** Counters that count the milliseconds: no two scrapes see the same, none sees less than an earlier one. */
    private String page() {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - born);
        StringBuilder page = new StringBuilder("# TYPE work_total counter\n");
        for (int i = 0; i < SERIES; i++) {
            page.append("work_total{part=\"").append(i).append("\"} ").append(millis).append('\n');
        }
        return page.append("# TYPE depth gauge\ndepth ").append(millis % 7).append('\n').toString();
    }

    private Collector collect() throws Exception {
        String yaml = """
                      cluster: east
                      data_dir: %s
                      http: {listen: "127.0.0.1:0"}
                      global: {scrape_interval: 250ms, scrape_timeout: 250ms}
                      self_metrics: {enabled: false}
                      federate_configs:
                      - job_name: federate
                        replicas: ['%s', '%s']
                        match[]: ['{job=~"work|prometheus"}']
                      remote_write: [{url: "%s"}]
                      """.formatted(folder.resolve("collector"), first, second, hub.url());
        return Collector.start(ConfigFile.parse(yaml, "collector.yml", folder, CollectorConfig.class, _ -> null),
                vertx, new Telemetry("collector"), Clock.systemUTC());
    }

    private SampleColumns stored(int part) {
        return hub.samples("__name__", "work_total", "part", Integer.toString(part));
    }

    private long newest() {
        SampleColumns samples = stored(SERIES - 1);
        return samples.size() == 0 ? 0 : samples.timestamp(samples.size() - 1);
    }

    private void awaitNews() throws Exception {
        long now = System.currentTimeMillis();
        Await.until("samples of now", Duration.ofSeconds(60), () -> newest() > now);
    }

    private static void pass(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    /** A gap is known when the first complete round is over. */
    private static void awaitNoGap(Collector collector) throws Exception {
        for (int round = 0; round < 3; round++) {
            long now = System.currentTimeMillis();
            Await.until("a complete pull", Duration.ofSeconds(60),
                    () -> collector.targets().getFirst().completeMillis() > now);
        }
        Await.until("no open gap", Duration.ofSeconds(90),
                () -> collector.healing().getFirst().gaps().isEmpty());
    }

    @Test
    void whicheverReplicaDiesTheSeriesGoOn() throws Exception {
        try (Collector collector = collect()) {
            awaitNews();
            pass(3);
            for (String dying : List.of(first, second)) {
                servers.kill(dying);
                awaitNews();
                pass(4);
                servers.restart(dying);
                awaitNews();
                pass(3);
            }
            servers.kill(first);
            servers.kill(second);
            pass(3);
            servers.restart(second);
            servers.restart(first);
            awaitNews();
            pass(2);
            awaitNoGap(collector);
            assertThat(assertStretches()).as("changes of the replica").isBetween(1, 4);
            assertThat(hub.problems()).isEmpty();
        }
    }

    @Test
    void afterTimeWithoutCollectorTheSeriesGoOn() throws Exception {
        try (Collector _ = collect()) {
            awaitNews();
            servers.kill(first);
            pass(3);
            awaitNews();
            servers.restart(first);
            pass(3);
        }
        String known = Files.readString(folder.resolve("collector/gaps/federate-replicas"));
        // Mostly the second; where a slow machine let its page come too late, the first again
        assertThat(known).as("which one served in the end").containsAnyOf(port(first), port(second));
        pass(5);
        try (Collector collector = collect()) {
            awaitNews();
            awaitNoGap(collector);
            // The one that served is asked first; where a page does not come in time, the other one serves
            assertThat(assertStretches()).as("changes of the replica, before: %s", known).isBetween(0, 4);
        }
    }

    private static String port(String url) {
        return url.substring(url.lastIndexOf(':') + 1);
    }

    /** Every series is stretches of one replica and the other, without holes, steps back or doubles; gives the changes. */
    private int assertStretches() throws Exception {
        long from = stored(0).timestamp(0) - 1;
        long to = newest();
        List<Map<Labels, NavigableMap<Long, Double>>> truth = List.of(
                servers.samples(first, "work_total", from, to), servers.samples(second, "work_total", from, to));
        int changes = 0;
        for (int part = 0; part < SERIES; part++) {
            SampleColumns stored = stored(part);
            String name = Integer.toString(part);
            List<NavigableMap<Long, Double>> has = truth.stream().map(one -> one.entrySet().stream()
                    .filter(entry -> entry.getKey().get("part").equals(name)).map(Map.Entry::getValue).findFirst()
                    .orElseGet(TreeMap::new)).toList();
            changes = Math.max(changes, assertStretches(stored, has));
        }
        assertThat(hub.series("work_total")).as("none with the replica's label").hasSize(SERIES)
                .allMatch(labels -> labels.get("prometheus_replica").isEmpty() && labels.get("zone").equals("z1"));
        return changes;
    }

    private static int assertStretches(SampleColumns stored, List<NavigableMap<Long, Double>> has) {
        int changes = 0;
        int before = -1;
        long last = Long.MIN_VALUE;
        double value = 0;
        StringBuilder way = new StringBuilder();
        for (int i = 0; i < stored.size(); i++) {
            long time = stored.timestamp(i);
            if (StaleMarker.is(stored.value(i))
                    || time > has.stream().mapToLong(one -> one.lastKey()).max().orElse(0)) {
                continue;
            }
            double now = stored.value(i);
            int replica = Stream.of(0, 1).filter(one -> Double.valueOf(now).equals(has.get(one).get(time))).findFirst()
                    .orElse(-1);
            assertThat(replica).as("which replica has %s at %d", now, time).isNotNegative();
            way.append(REPLICA.get(replica)).append(time % 1_000_000).append(' ');
            assertThat(now).as("the counter after %s", way).isGreaterThanOrEqualTo(value);
            if (last != Long.MIN_VALUE) {
                // At a change the first sample may be left out, as it would step back
                int left = has.get(replica).subMap(last, false, time, false).size();
                assertThat(left).as("samples of the replica that are missing, %s", way)
                        .isLessThanOrEqualTo(replica == before ? 0 : 1);
            }
            changes += before >= 0 && before != replica ? 1 : 0;
            before = replica;
            last = time;
            value = now;
        }
        return changes;
    }
}
