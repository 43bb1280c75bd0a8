package dev.tributary.app.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tributary.aggregator.config.IngestSettings;
import dev.tributary.aggregator.identity.Authenticator;
import dev.tributary.aggregator.identity.Credentials;
import dev.tributary.aggregator.identity.ReadAuthenticator;
import dev.tributary.aggregator.ingest.Ingest;
import dev.tributary.queryapi.port.HubInfo;
import dev.tributary.queryapi.port.NotificationBoard;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigProblem;
import dev.tributary.runtime.config.ConfigText;
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

    /** What the notification board says, in the words of Prometheus' user interface. */
    private static final String FAILED = "Configuration reload has failed.";

    private final Supplier<HubConfig> source;
    private final Authenticator writers;
    private final ReadAuthenticator readers;
    private final Ingest ingest;
    private final InstantSource clock;
    private final Gauge successful;
    private final Gauge successTime;
    private final List<Reloadable> reloadables = new CopyOnWriteArrayList<>();
    private final List<Runnable> afterwards = new CopyOnWriteArrayList<>();
    private final NotificationBoard board;
    private HubConfig inForce;
    private Instant inForceSince;
    private boolean lastOk = true;

    /** @param source reads the configuration again, refusing a bad one by {@link ConfigException} */
    HubReload(HubConfig inForce, Supplier<HubConfig> source, Authenticator writers, ReadAuthenticator readers,
            Ingest ingest,
            PrometheusRegistry registry, NotificationBoard board, InstantSource clock) {
        this.inForce = inForce;
        inForceSince = clock.instant();
        this.source = source;
        this.writers = writers;
        this.readers = readers;
        this.ingest = ingest;
        this.board = board;
        this.clock = clock;
        successful = Gauge.builder().name("tributary_config_last_reload_successful")
                .help("1 when the last reload of the configuration was put in force, 0 when it was refused.")
                .register(registry);
        successTime = Gauge.builder().name("tributary_config_last_reload_success_timestamp_seconds")
                .help("When a configuration was last put in force.").register(registry);
        succeeded();
    }

    /** The configuration in force and how it came to be so. */
    synchronized HubInfo.Config inForce() {
        return new HubInfo.Config(ConfigText.of(inForce), inForceSince, lastOk);
    }

    /** What the hub takes in. */
    synchronized IngestSettings ingest() {
        return inForce.ingest();
    }

    /** How long samples are kept. */
    synchronized Duration retention() {
        return inForce.storage().retention();
    }

    NotificationBoard board() {
        return board;
    }

    /** Has a part asked about every other configuration before anything of it is put in force. */
    void ask(Reloadable part) {
        reloadables.add(part);
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
            lastOk = false;
            board.put(FAILED);
            LOG.error("configuration refused, the former stays in force problems={}", e.getMessage());
            throw e;
        }
    }

    private void apply(HubConfig next) {
        List<Runnable> agreed = reloadables.stream().map(part -> part.prepare(next)).toList();
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
        agreed.forEach(Runnable::run);
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
        note(keys, "admin", before, after, HubConfig::admin);
        note(keys, "query", before, after, HubConfig::query);
        note(keys, "log_query", before, after, HubConfig::logQuery);
        note(keys, "logs", before, after, HubConfig::logs);
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
        lastOk = true;
        inForceSince = clock.instant();
        board.remove(FAILED);
        successful.set(1);
        successTime.set(clock.millis() / 1e3);
    }
}
