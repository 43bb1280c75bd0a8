package dev.tributary.app.hub;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tributary.aggregator.identity.Authenticator;
import dev.tributary.aggregator.identity.Credentials;
import dev.tributary.aggregator.identity.ReadAuthenticator;
import dev.tributary.aggregator.ingest.Ingest;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigProblem;
import dev.tributary.runtime.telemetry.Logging;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a changed configuration in force while the hub runs, all of it or nothing: credentials, read credentials, limits, log.
 * Keys that need a restart are named in the log. Safe for several threads.
 */
final class HubReload {
    private static final Logger LOG = LoggerFactory.getLogger(HubReload.class);

    private final Supplier<HubConfig> source;
    private final Authenticator writers;
    private final ReadAuthenticator readers;
    private final Ingest ingest;
    private final InstantSource clock;
    private final Gauge successful;
    private final Gauge successTime;
    private final List<Runnable> afterwards = new CopyOnWriteArrayList<>();
    private HubConfig inForce;

    /** @param source reads the configuration again, refusing a bad one by {@link ConfigException} */
    HubReload(HubConfig inForce, Supplier<HubConfig> source, Authenticator writers, ReadAuthenticator readers,
            Ingest ingest,
            PrometheusRegistry registry, InstantSource clock) {
        this.inForce = inForce;
        this.source = source;
        this.writers = writers;
        this.readers = readers;
        this.ingest = ingest;
        this.clock = clock;
        successful = Gauge.builder().name("tributary_config_last_reload_successful")
                .help("1 when the last reload of the configuration was put in force, 0 when it was refused.")
                .register(registry);
        successTime = Gauge.builder().name("tributary_config_last_reload_success_timestamp_seconds")
                .help("When a configuration was last put in force.").register(registry);
        succeeded();
    }

    /** Has something done whenever a configuration was put in force. */
    void afterwards(Runnable action) {
        afterwards.add(action);
    }

    /**
     * Reads the configuration and puts it in force.
     *
     * @throws ConfigException when it is refused; what was in force stays so
     */
    synchronized void reload() {
        try {
            HubConfig next = source.get();
            apply(next);
            afterwards.forEach(Runnable::run);
            succeeded();
            LOG.info("configuration reloaded clusters={}", writers.credentials().clusters().size());
        } catch (ConfigException e) {
            successful.set(0);
            LOG.error("configuration refused, the former stays in force problems={}", e.getMessage());
            throw e;
        }
    }

    private void apply(HubConfig next) {
        try {
            Credentials credentials = Credentials.of(next.credentials());
            readers.replace(next.readCredentials());
            writers.replace(credentials);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    List.of(new ConfigProblem("hub configuration", 0, 0, "credentials",
                            String.valueOf(e.getMessage()))));
        }
        ingest.reload(next.ingest());
        Logging.configure(next.log());
        List<String> waiting = changedForRestart(inForce, next);
        if (!waiting.isEmpty()) {
            LOG.warn("changes take effect at the next start keys={}", String.join(",", waiting));
        }
        inForce = next;
    }

    private static List<String> changedForRestart(HubConfig before, HubConfig after) {
        List<String> keys = new ArrayList<>();
        note(keys, "http", before, after, HubConfig::http);
        note(keys, "data_dir", before, after, HubConfig::dataDir);
        note(keys, "storage", before, after, HubConfig::storage);
        note(keys, "query", before, after, HubConfig::query);
        note(keys, "self_metrics", before, after, HubConfig::selfMetrics);
        note(keys, "shutdown_timeout", before, after, HubConfig::shutdownTimeout);
        note(keys, "ingest.in_flight_max", before, after, config -> config.ingest().inFlightMax());
        return keys;
    }

    private static void note(List<String> keys, String key, HubConfig before, HubConfig after,
            Function<HubConfig, Object> part) {
        if (!Objects.equals(part.apply(before), part.apply(after))) {
            keys.add(key);
        }
    }

    /** Reads token files again, so that a token replaced in its file takes effect without a signal. */
    synchronized void refreshTokens() {
        try {
            Credentials credentials = Credentials.of(inForce.credentials());
            readers.replace(inForce.readCredentials());
            writers.replace(credentials);
        } catch (RuntimeException e) {
            LOG.error("token files were not read again, the former tokens stay in force reason={}", e.getMessage());
        }
    }

    private void succeeded() {
        successful.set(1);
        successTime.set(clock.millis() / 1e3);
    }
}
