package dev.tributary.app.collector;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import dev.tributary.collector.Collector;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.lifecycle.Lifecycle;
import dev.tributary.runtime.telemetry.Telemetry;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running collector with everything it needs of the process. Several may run in one. */
public final class CollectorRole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CollectorRole.class);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Lifecycle lifecycle;
    private final Collector collector;

    private CollectorRole(Lifecycle lifecycle, Collector collector) {
        this.lifecycle = lifecycle;
        this.collector = collector;
    }

    /**
     * Starts a collector; blocks until it pulls, ships and listens.
     *
     * @throws IOException           when a spool cannot be opened
     * @throws IllegalStateException when it cannot listen
     */
    public static CollectorRole start(CollectorConfig config) throws IOException {
        return start(config, () -> config);
    }

    /**
     * The same for a collector that can be given another configuration.
     *
     * @param source reads it again, refusing a bad one by {@link ConfigException}
     */
    public static CollectorRole start(CollectorConfig config, Supplier<CollectorConfig> source) throws IOException {
        Lifecycle lifecycle = new Lifecycle(STOP_TIMEOUT);
        try {
            Vertx vertx = Vertx.vertx();
            lifecycle.started("event loops", vertx, () -> vertx.close().await());
            Collector collector = lifecycle.started("collector",
                    Collector.start(config, source, vertx, new Telemetry("collector"), Clock.systemUTC()));
            LOG.info("collector runs cluster={} port={} jobs={} destinations={}", collector.identity().get("cluster"),
                    collector.port(),
                    config.federateConfigs().size(), config.destinations().size());
            return new CollectorRole(lifecycle, collector);
        } catch (IOException | RuntimeException e) {
            lifecycle.close();
            throw e;
        }
    }

    /**
     * Reads the configuration again and puts it in force.
     *
     * @throws ConfigException when it is refused; then the former stays in force
     */
    public void reload() {
        collector.reload();
    }

    /** The port of the collector's own HTTP server. */
    public int port() {
        return collector.port();
    }

    /** Stops pulling and shipping; what is not shipped stays in the spools. */
    @Override
    public void close() {
        lifecycle.close();
    }

    /** Blocks until the collector has stopped. */
    public void awaitStopped() {
        lifecycle.awaitStopped();
    }
}
