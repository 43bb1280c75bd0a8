package dev.tributary.app.hub;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.tributary.aggregator.self.ActivityMemory;
import dev.tributary.aggregator.self.SelfMetrics;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.http.EventLoops;
import dev.tributary.runtime.http.HttpListener;
import dev.tributary.runtime.http.ListenAddress;
import dev.tributary.runtime.lifecycle.Lifecycle;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running hub. It listens at once and says on {@code /-/ready} how far the store is; writes and reads are answered by 503
 * until that is open.
 */
public final class HubRole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubRole.class);

    private static final Duration LISTEN_MAX = Duration.ofSeconds(30);
    private static final Duration TOKEN_FILES_READ_EVERY = Duration.ofSeconds(30);
    private static final Duration ACTIVITY_REMEMBERED = Duration.ofDays(7);

    private final HubParts parts;
    private final Lifecycle lifecycle;
    private final Vertx vertx;
    private final HttpListener listener;
    private final CompletableFuture<HubRole> ready = new CompletableFuture<>();

    private HubRole(HubParts parts, CompletableFuture<?> opening, Lifecycle lifecycle) throws TimeoutException {
        this.parts = parts;
        this.lifecycle = lifecycle;
        Vertx loops = EventLoops.start();
        vertx = lifecycle.started("event loops", loops, () -> loops.close().await());
        lifecycle.started("requests", parts.blocking, parts.blocking::shutdownNow);
        lifecycle.started("store", parts.store);
        lifecycle.started("log store", parts.logs);
        lifecycle.started("opening", opening, () -> opening.exceptionally(_ -> null).join());
        lifecycle.started("query turns", parts.turns);
        listener = HttpListener.start(vertx, parts.config.http(), parts.config.address(), parts.requests,
                () -> parts.router(vertx))
                .await(LISTEN_MAX.toSeconds(), TimeUnit.SECONDS);
        parts.reload.afterwards(this::reloadTls);
        lifecycle.started("http", listener,
                () -> listener.shutdown(parts.config.shutdownTimeout().dividedBy(2)).await());
    }

    /**
     * Starts a hub.
     *
     * @param source reads the configuration again for a reload
     * @throws IllegalStateException         when the address cannot be listened on
     * @throws java.io.UncheckedIOException when the data directory cannot be made
     */
    public static HubRole start(HubConfig config, Supplier<HubConfig> source) {
        Lifecycle lifecycle = new Lifecycle(config.shutdownTimeout());
        try {
            HubParts parts = new HubParts(config, source);
            // Reads from the disk while the event loops start.
            CompletableFuture<?> opening = CompletableFuture.runAsync(parts::openStores,
                    Thread.ofPlatform().name("hub-open")::start);
            HubRole hub = new HubRole(parts, opening, lifecycle);
            hub.sayWhereAndForWhom();
            hub.vertx.setPeriodic(TOKEN_FILES_READ_EVERY.toMillis(),
                    _ -> hub.parts.blocking.execute(hub.parts.reload::refreshTokens));
            Thread.ofPlatform().name("hub-ready").start(() -> hub.open(opening));
            return hub;
        } catch (TimeoutException e) {
            lifecycle.close();
            throw new IllegalStateException("cannot listen on " + config.address() + ": no answer from the system", e);
        } catch (RuntimeException e) {
            lifecycle.close();
            throw e;
        }
    }

    private void sayWhereAndForWhom() {
        HubConfig config = parts.config;
        LOG.info("hub listens address={} port={} clusters_enrolled={} data_dir={}", config.address(), port(),
                config.credentials().size(), config.dataDir());
        if (config.credentials().isEmpty()) {
            LOG.warn("no credentials are configured: anybody on this machine can write as any cluster;"
                    + " the hub therefore listens on loopback only");
        } else if (config.readCredentials().isEmpty() && !config.address().isLoopback()) {
            LOG.warn("no read_credentials are configured: anybody who reaches the hub can read everything");
        }
    }

    private void open(CompletableFuture<?> opening) {
        try {
            opening.join();
            ActivityMemory.restore(parts.store, parts.ingest.clusters(), parts.clock, ACTIVITY_REMEMBERED);
            parts.watermarks.register(parts.registry);
            lifecycle.started("rules", parts.rules.open(parts.rulesParts(vertx), ownUrl()));
            Duration interval = parts.config.selfMetrics().interval();
            if (interval.isPositive()) {
                SelfMetrics self = new SelfMetrics(parts.registry, parts.store, parts.clock,
                        parts.config.address().host() + ":" + port());
                self.start(interval); // before it is noted: a stop that came meanwhile ends what runs
                lifecycle.started("self metrics", self);
            }
            ready.complete(this);
        } catch (RuntimeException e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            LOG.error("the store cannot be opened data_dir={}", parts.config.dataDir(), cause);
            ready.completeExceptionally(cause);
        }
    }

    private String ownUrl() {
        ListenAddress address = parts.config.address();
        String scheme = parts.config.http().tlsServerConfig() == null ? "http" : "https";
        return scheme + "://" + (address.isLoopback() ? address.host() : hostName()) + ":" + port();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // as Prometheus does without a name
        }
    }

    /** Completes when the store is open; fails when it cannot be opened, and the hub is then of no use. */
    public CompletionStage<HubRole> ready() {
        return ready.minimalCompletionStage();
    }

    /** The port the hub listens on. */
    public int port() {
        return listener.port();
    }

    /**
     * Reads the configuration again and puts it in force, all of it or nothing; TLS files are read again too.
     *
     * @throws ConfigException when it is refused
     */
    public void reload() {
        parts.reload.reload();
    }

    private void reloadTls() {
        listener.reloadTls()
                .onFailure(e -> LOG.error("TLS files were not read again, the former stay in force reason={}",
                        e.getMessage()));
    }

    /** Refuses new work, lets running requests finish, closes the store. A second call waits for the first. */
    @Override
    public void close() {
        parts.state.stop();
        lifecycle.close();
    }

    /** Blocks until the hub has stopped. */
    public void awaitStopped() {
        lifecycle.awaitStopped();
    }
}
