package dev.tributary.collector;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.kit.Await;
import dev.tributary.collector.kit.FaultProxy;
import dev.tributary.collector.kit.FaultProxy.Fault;
import dev.tributary.collector.kit.RealServers;
import dev.tributary.collector.kit.ReceivingHub;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricType;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.telemetry.Telemetry;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A collector in front of a real Prometheus with a real node exporter, against what that Prometheus itself has stored. */
class FederationIT {
    private static final String ALL = "{job=~\"prometheus|node\"}";

    /** Longer than some pulls, shorter than the test's patience; the property makes it as long as one likes. */
    private static final Duration DOWN = Duration.ofSeconds(Integer.getInteger("tributary.it.down-seconds", 8));

    @TempDir
    static Path folder;

    private static RealServers servers;
    private static String prometheus;

    private final Vertx vertx = Vertx.vertx();
    private ReceivingHub hub;
    private FaultProxy proxy;

    @TempDir
    Path data;

    @BeforeAll
    static void startServers() throws Exception {
        RealServers.assumeInstalled();
        servers = new RealServers(folder);
        prometheus = servers.prometheus("""
                                        global: {scrape_interval: 1s, scrape_timeout: 1s, external_labels: {zone: z1}}
                                        scrape_configs:
                                        - job_name: prometheus
                                          static_configs: [{targets: ["SELF"]}]
                                        - job_name: node
                                          static_configs: [{targets: ["%s"]}]
                                        """.formatted(servers.nodeExporter()));
    }

    @AfterAll
    static void stopServers() {
        if (servers != null) {
            servers.close();
        }
    }

    @BeforeEach
    void start() {
        hub = new ReceivingHub(vertx);
        proxy = new FaultProxy(vertx, prometheus);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private Telemetry telemetry = new Telemetry("collector");

    private Collector collect(int shardSamples) throws Exception {
        String yaml = """
                      cluster: east
                      data_dir: %s
                      http: {listen: "127.0.0.1:0"}
                      global: {scrape_interval: 250ms, scrape_timeout: 250ms}
                      self_metrics: {enabled: false}
                      federate_configs:
                      - job_name: federate
                        url: %s
                        match[]: ['%s']
                        shard_samples: %d
                      remote_write: [{url: "%s"}]
                      """.formatted(data, proxy.url(), ALL, shardSamples, hub.url());
        CollectorConfig config = ConfigFile.parse(yaml, "collector.yml", data, CollectorConfig.class, _ -> null);
        telemetry = new Telemetry("collector");
        return Collector.start(config, vertx, telemetry, Clock.systemUTC());
    }

    private long completeRounds() {
        SampleColumns complete = hub.samples("__name__", "tributary_page_complete");
        long rounds = 0;
        for (int i = 0; i < complete.size(); i++) {
            rounds += (long) complete.value(i);
        }
        return rounds;
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private static void pass(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    private static void awaitNoGap(Collector collector) throws Exception {
        // A gap is left alone for a while after its end
        Await.until("no open gap", Duration.ofSeconds(90),
                () -> collector.healing().getFirst().gaps().isEmpty());
    }

    /** Waits until the samples at the time are at the hub, then compares the window up to it, sample by sample. */
    private void assertHubHasAllOf(long fromMillis, long toMillis) throws Exception {
        Await.until("pages behind the window",
                () -> hub.samples("__name__", "up", "job", "node").size() > 0 && newestUp() > toMillis + 2000);
        Map<Labels, NavigableMap<Long, Double>> expected = servers.samples(prometheus, ALL, fromMillis, toMillis);
        long compared = 0;
        assertThat(expected).hasSizeGreaterThan(500);
        NavigableMap<Long, Integer> different = new TreeMap<>();
        for (var series : expected.entrySet()) {
            String[] names = series.getKey().toBuilder().set("cluster", "east").build().toMap().entrySet().stream()
                    .flatMap(label -> Stream.of(label.getKey(), label.getValue())).toArray(String[]::new);
            NavigableMap<Long, Double> stored = window(hub.samples(names), fromMillis, toMillis);
            Set<Long> times = new TreeSet<>(stored.keySet());
            times.addAll(series.getValue().keySet());
            for (long time : times) {
                if (!Objects.equals(stored.get(time), series.getValue().get(time))) {
                    different.merge(time, 1, Integer::sum);
                }
            }
            compared += stored.size();
        }
        assertThat(different).as("series that differ, by time; rounds: %s", rounds(different)).isEmpty();
        assertThat(compared).isGreaterThan(500L * (toMillis - fromMillis) / 2000);
    }

    /** How the rounds around the first time went. */
    private String rounds(NavigableMap<Long, Integer> times) {
        if (times.isEmpty()) {
            return "";
        }
        SampleColumns complete = hub.samples("__name__", "tributary_page_complete");
        return window(complete, times.firstKey() - 2000, times.firstKey() + 3000).toString();
    }

    private long newestUp() {
        SampleColumns up = hub.samples("__name__", "up", "job", "node");
        return up.timestamp(up.size() - 1);
    }

    private static NavigableMap<Long, Double> window(SampleColumns samples, long fromMillis, long toMillis) {
        NavigableMap<Long, Double> window = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            long time = samples.timestamp(i);
            if (time > fromMillis && time <= toMillis && !StaleMarker.is(samples.value(i))) {
                window.put(time, samples.value(i));
            }
        }
        return window;
    }

    @Test
    void shardsTogetherBringEverySample() throws Exception {
        try (Collector collector = collect(200)) {
            Await.until("shards", () -> collector.targets().getFirst().shards().size() > 3);
            long from = now();
            pass(Duration.ofSeconds(4));
            awaitNoGap(collector);
            assertHubHasAllOf(from, from + 4000);
            assertThat(hub.problems()).isEmpty();
        }
    }

    @Test
    void typesAndHelpComeFromTheServersMetadata() throws Exception {
        try (Collector _ = collect(50_000)) {
            Await.until("the type of a counter", () -> hub.store().metadata("node_cpu_seconds_total").stream()
                    .anyMatch(one -> one.type() == MetricType.COUNTER && one.help().contains("CPU")));
            Await.until("the type of a histogram",
                    () -> hub.store().metadata("prometheus_http_request_duration_seconds").stream()
                            .anyMatch(one -> one.type() == MetricType.HISTOGRAM));
        }
    }

    @Test
    void whatWasMissedWhileTheCollectorWasDownIsReadAfterwards() throws Exception {
        healsAfterDowntime();
    }

    @Test
    void withoutRemoteReadItIsReadByQueries() throws Exception {
        proxy.refuse("/api/v1/read");
        healsAfterDowntime();
    }

    private void healsAfterDowntime() throws Exception {
        long from;
        try (Collector _ = collect(50_000)) {
            Await.until("complete rounds", () -> completeRounds() > 2);
            from = now();
            pass(Duration.ofSeconds(2));
        }
        pass(DOWN);
        try (Collector collector = collect(50_000)) {
            long rounds = completeRounds();
            Await.until("a complete round", () -> completeRounds() > rounds);
            long to = now();
            // The round is at the hub before the gap in front of it is noted
            Await.until("the gap is read", Duration.ofMinutes(5),
                    () -> collector.healing().getFirst().samples() > 500 * DOWN.toSeconds());
            awaitNoGap(collector);
            assertHubHasAllOf(from, to);
            assertThat(collector.healing().getFirst().samples()).isGreaterThan(500 * DOWN.toSeconds());
            assertThat(hub.problems()).isEmpty();
        }
    }

    @Test
    void aProxyThatSpoilsPagesIsSeenAndMisleadsNobody() throws Exception {
        long seed = Long.getLong("tests.seed", 20260801);
        Random random = new Random(seed);
        Fault[] faults = Fault.values();
        try (Collector collector = collect(50_000)) {
            Await.until("complete rounds", () -> completeRounds() > 4);
            long from = now();
            proxy.choose(() -> random.nextInt(10) < 4 ? Fault.NONE : faults[random.nextInt(faults.length)]);
            int before = proxy.pages();
            Await.until("every fault, seed " + seed, Duration.ofMinutes(2),
                    () -> proxy.done().size() == faults.length && proxy.pages() > before + 80
                            && proxy.done().values().stream().allMatch(count -> count > 4));
            proxy.choose(() -> Fault.NONE);
            long to = now();
            long rounds = completeRounds();
            Await.until("complete rounds again", () -> completeRounds() > rounds + 2);
            awaitNoGap(collector);
            for (String kind : new String[]{"cut", "timeout", "duplicated", "status", "unreachable"}) {
                assertThat(faultsSeen(kind)).as("%s, seed %d, done %s", kind, seed, proxy.done()).isPositive();
            }
            // A flipped bit may break the page's format before the checksum is reached
            assertThat(faultsSeen("compression") + faultsSeen("malformed")).as("seed %d", seed).isPositive();
            assertThat(faultsSeen("truncated") + faultsSeen("shrunk")).as("seed %d", seed).isPositive();
            assertNothingEnded();
            assertThat(hub.problems()).isEmpty();
            assertHubHasAllOf(from, to);
        }
    }

    private double faultsSeen(String kind) {
        return telemetry.registry().scrape(name -> name.equals("tributary_collector_page_faults")).stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .filter(point -> kind.equals(point.getLabels().get("kind")))
                .mapToDouble(
                        point -> ((io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot) point)
                                .getValue())
                .sum();
    }

    /** The node exporter's own series live as long as it does. */
    private void assertNothingEnded() {
        for (String name : new String[]{"node_load1", "node_memory_MemFree_bytes", "node_time_seconds"}) {
            SampleColumns samples = hub.samples("__name__", name);
            for (int i = 0; i < samples.size(); i++) {
                assertThat(StaleMarker.is(samples.value(i))).as("%s at %d", name, samples.timestamp(i)).isFalse();
            }
        }
    }
}
