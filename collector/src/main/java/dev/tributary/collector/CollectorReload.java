package dev.tributary.collector;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.status.ReloadRoutes;
import dev.tributary.collector.status.ReloadStatus;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigProblem;
import dev.tributary.runtime.config.ConfigText;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a changed configuration in force while the collector runs, all of it or nothing. Keys that need a restart are named in
 * the log and the status. Safe for several threads.
 */
final class CollectorReload implements ReloadRoutes.Reloadable {
    private static final Logger LOG = LoggerFactory.getLogger(CollectorReload.class);

    /** What brings the collector from one configuration to another; after a failure everything is as before. */
    interface Change {
        void apply(CollectorConfig next) throws IOException;
    }

    private final Supplier<CollectorConfig> source;
    private final Change change;
    private final Clock clock;
    private final Gauge successful;
    private final Gauge successTime;
    /** As the process was started: what cannot change is compared with this. */
    private final CollectorConfig started;
    private CollectorConfig inForce;
    private volatile ReloadStatus status;

    /** @param source reads the configuration again, refusing a bad one by {@link ConfigException} */
    CollectorReload(CollectorConfig inForce, Supplier<CollectorConfig> source, Change change,
            PrometheusRegistry registry, Clock clock) {
        this.inForce = inForce;
        started = inForce;
        this.source = source;
        this.change = change;
        this.clock = clock;
        successful = Gauge.builder().name("tributary_config_last_reload_successful")
                .help("1 when the last reload of the configuration was put in force, 0 when it was refused.")
                .register(registry);
        successTime = Gauge.builder().name("tributary_config_last_reload_success_timestamp_seconds")
                .help("When a configuration was last put in force.").register(registry);
        successful.set(1);
        successTime.set(clock.millis() / 1e3);
        status = new ReloadStatus(clock.millis(), true, "", List.of());
    }

    @Override
    public synchronized void reload() {
        try {
            CollectorConfig next = source.get();
            apply(next);
            List<String> waiting = waiting(next);
            if (!waiting.isEmpty()) {
                LOG.warn("changes take effect at the next start keys={}", String.join(",", waiting));
            }
            inForce = next;
            status = new ReloadStatus(clock.millis(), true, "", waiting);
            successful.set(1);
            successTime.set(clock.millis() / 1e3);
            LOG.info("configuration reloaded");
        } catch (ConfigException e) {
            successful.set(0);
            status = new ReloadStatus(status.inForceSinceMillis(), false, String.valueOf(e.getMessage()),
                    status.waiting());
            LOG.error("configuration refused, the former stays in force problems={}", e.getMessage());
            throw e;
        }
    }

    private void apply(CollectorConfig next) {
        try {
            change.apply(next);
        } catch (IOException e) {
            throw new ConfigException(
                    List.of(new ConfigProblem("collector configuration", 0, 0, "", String.valueOf(e.getMessage()))));
        }
    }

    private List<String> waiting(CollectorConfig next) {
        List<String> keys = new ArrayList<>();
        note(keys, "http", next, CollectorConfig::http);
        note(keys, "data_dir", next, CollectorConfig::dataDir);
        return keys;
    }

    private void note(List<String> keys, String key, CollectorConfig next, Function<CollectorConfig, Object> part) {
        if (!Objects.equals(part.apply(started), part.apply(next))) {
            keys.add(key);
        }
    }

    @Override
    public synchronized String configuration() {
        return ConfigText.of(inForce);
    }

    ReloadStatus status() {
        return status;
    }
}
