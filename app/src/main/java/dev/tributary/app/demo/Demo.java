package dev.tributary.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.app.collector.CollectorRole;
import dev.tributary.app.demo.server.Misbehaviour;
import dev.tributary.app.demo.world.ClusterSpec;
import dev.tributary.app.hub.HubConfig;
import dev.tributary.app.hub.HubRole;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.http.EventLoops;
import dev.tributary.runtime.lifecycle.Lifecycle;
import io.vertx.core.Vertx;

/**
 * A running demo: simulated clusters, a hub, and a collector for each cluster, all with the configuration files and
 * credentials that separate processes would have. The last simulated cluster misbehaves now and then.
 */
final class Demo implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final int TOKEN_BYTES = 16;

    private final DemoFolder folder;
    private final Clock clock;
    private final Instant startedAt;
    private final Lifecycle lifecycle = new Lifecycle(STOP_TIMEOUT);
    private final Map<String, String> prometheusByCluster = new LinkedHashMap<>();
    /** What a collector is told of a simulated cluster besides its Prometheus. */
    private final Map<String, String> furtherByCluster = new LinkedHashMap<>();
    private final HubRole hub;

    /**
     * Starts everything; blocks until the hub and all collectors run. The folder is the demo's from now on.
     *
     * @throws IllegalStateException when the port is taken
     * @throws UncheckedIOException  when the folder cannot be written
     */
    Demo(int port, DemoFolder folder, List<FederatedCluster> federated, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        startedAt = clock.instant();
        try {
            startClusters();
            federated.forEach(cluster -> prometheusByCluster.put(cluster.name(), cluster.url().toString()));
            Map<String, String> tokens = tokens();
            ShippedRules.copyTo(folder.inner("rules"));
            Path file = folder.write("hub.yml", DemoConfig.hub(port, folder.inner("hub"), tokens));
            HubRole started = HubRole.start(HubConfig.load(file), () -> HubConfig.load(file));
            hub = lifecycle.started("hub", started);
            hub.ready().toCompletableFuture().join();
            prometheusByCluster.forEach((cluster, url) -> startCollector(cluster, url, tokens));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void startClusters() {
        Vertx vertx = EventLoops.start();
        lifecycle.started("event loops of the simulation", vertx, () -> vertx.close().await());
        List<ClusterSpec> fleet = ClusterSpec.fleet();
        for (ClusterSpec spec : fleet) {
            boolean unlucky = spec.equals(fleet.getLast());
            SimulatedCluster cluster = SimulatedCluster.start(vertx, spec,
                    unlucky ? this::misbehaviour : () -> Misbehaviour.NONE, clock,
                    folder.inner("simulated-" + spec.name()));
            lifecycle.started("cluster " + spec.name(), cluster);
            prometheusByCluster.put(cluster.name(), cluster.url());
            // The cluster at the edge lets nobody read its nodes' files
            String logs = unlucky ? DemoConfig.podLogs(cluster.apiUrl()) : DemoConfig.containerLogs(cluster.pods());
            furtherByCluster.put(cluster.name(), logs + DemoConfig.events(cluster.apiUrl()));
        }
    }

    private Map<String, String> tokens() {
        SecureRandom random = new SecureRandom();
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String cluster : prometheusByCluster.keySet()) {
            byte[] bytes = new byte[TOKEN_BYTES];
            random.nextBytes(bytes);
            tokens.put(cluster, HexFormat.of().formatHex(bytes));
        }
        return tokens;
    }

    private void startCollector(String cluster, String prometheus, Map<String, String> tokens) {
        Path file = folder.write("collector-" + cluster + ".yml", DemoConfig.collector(cluster, prometheus, hub.port(),
                folder.inner("collector-" + cluster), tokens.getOrDefault(cluster, ""))
                + furtherByCluster.getOrDefault(cluster, ""));
        try {
            lifecycle.started("collector " + cluster,
                    CollectorRole.start(ConfigFile.load(file, CollectorConfig.class)));
        } catch (IOException e) {
            throw new UncheckedIOException("the collector of " + cluster + " cannot start: " + e.getMessage(), e);
        }
    }

    /** Where the hub answers. */
    String url() {
        return "http://127.0.0.1:" + hub.port();
    }

    DemoFolder folder() {
        return folder;
    }

    /** The Prometheus of each cluster by the cluster's name, simulated ones first. */
    Map<String, String> prometheusByCluster() {
        return new LinkedHashMap<>(prometheusByCluster);
    }

    static String unluckyCluster() {
        return ClusterSpec.fleet().getLast().name();
    }

    /** What the unlucky cluster does now. */
    Misbehaviour misbehaviour() {
        return Misbehaviour.after(Duration.between(startedAt, clock.instant()));
    }

    /** Stops the collectors, the hub and the clusters, and removes a temporary folder. */
    @Override
    public void close() {
        lifecycle.close();
        folder.close();
    }
}
