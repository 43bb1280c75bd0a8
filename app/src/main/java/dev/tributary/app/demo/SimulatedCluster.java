package dev.tributary.app.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import dev.tributary.app.demo.logs.ClusterLogs;
import dev.tributary.app.demo.server.Misbehaviour;
import dev.tributary.app.demo.server.SimulatedEventApi;
import dev.tributary.app.demo.server.SimulatedPrometheus;
import dev.tributary.app.demo.server.SimulatedServer;
import dev.tributary.app.demo.world.ClusterSpec;
import dev.tributary.app.demo.world.World;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One simulated cluster that lives by the clock, with its Prometheus and its API server listening. */
final class SimulatedCluster implements AutoCloseable {
    static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCluster.class);
    /** Its Prometheus has run for a while when the demo begins. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final ClusterSpec spec;
    private final SimulatedPrometheus prometheus;
    private final ClusterLogs logs;
    private final Path pods;
    private final SimulatedServer server;
    private final Clock clock;
    private final int port;
    private final int apiPort;
    private final Vertx vertx;
    private final long timer;

    private SimulatedCluster(Vertx vertx, ClusterSpec spec, Supplier<Misbehaviour> misbehaviour, Clock clock,
            Path directory) {
        this.spec = spec;
        this.clock = clock;
        long start = clock.millis() - BEFORE.toMillis();
        World world = new World(spec, new SplittableRandom(start ^ spec.name().hashCode()), start);
        prometheus = new SimulatedPrometheus(world);
        pods = directory.resolve("pods");
        logs = new ClusterLogs(world, pods, new SplittableRandom(start));
        for (long time = start; time <= clock.millis(); time += SCRAPE_INTERVAL.toMillis()) {
            prometheus.scrape(time);
        }
        server = new SimulatedServer(vertx, prometheus, misbehaviour, clock, directory);
        port = server.start().await();
        apiPort = new SimulatedEventApi(vertx, prometheus, pods).start().await();
        this.vertx = vertx;
        timer = vertx.setPeriodic(SCRAPE_INTERVAL.toMillis(), _ -> live());
    }

    /** Starts a cluster; blocks until its Prometheus listens. */
    static SimulatedCluster start(Vertx vertx, ClusterSpec spec, Supplier<Misbehaviour> misbehaviour, Clock clock,
            Path directory) {
        return new SimulatedCluster(vertx, spec, misbehaviour, clock, directory);
    }

    private void live() {
        vertx.executeBlocking(() -> {
            prometheus.scrape(clock.millis());
            logs.write();
            return prometheus;
        }).onFailure(e -> LOG.error("simulated step failed cluster={}", spec.name(), e));
    }

    String name() {
        return spec.name();
    }

    /** Where its Prometheus listens. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The folder with the logs of its containers. */
    Path pods() {
        return pods;
    }

    /** Where its API server listens. */
    String apiUrl() {
        return "http://127.0.0.1:" + apiPort;
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        server.close();
    }
}
