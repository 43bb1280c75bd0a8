package dev.tributary.app.hub;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.tributary.aggregator.config.CredentialSettings;
import dev.tributary.aggregator.config.IngestSettings;
import dev.tributary.aggregator.config.LogStorageSettings;
import dev.tributary.aggregator.config.ReadCredentialSettings;
import dev.tributary.aggregator.config.SelfMetricsSettings;
import dev.tributary.aggregator.config.StorageSettings;
import dev.tributary.alerts.role.RulesSettings;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;
import dev.tributary.queryapi.query.QueryLimits;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;
import dev.tributary.runtime.http.HttpServerSettings;
import dev.tributary.runtime.http.ListenAddress;
import dev.tributary.runtime.telemetry.LogSettings;

/** The file {@code hub.yml}. */
public record HubConfig(@Doc("How the hub serves HTTP.") HttpServerSettings http,
        @Default("data") @Doc("Folder of everything the hub stores; made when it is missing.") Path dataDir,
        @Doc("The hub's log.") LogSettings log, @Doc("How metrics are stored.") StorageSettings storage,
        @Doc("How log lines and events are stored.") LogStorageSettings logs,
        @Doc("What may be sent to the hub.") IngestSettings ingest, @Doc("What queries may take.") QueryLimits query,
        @Doc("What reads of logs may take; they share query.max_concurrency and its queue.") LogQueryLimits logQuery,
        @Doc("Who may write, each for one cluster. Without any, everybody may write as any cluster, and the hub must listen on a loopback address.") List<CredentialSettings> credentials,
        @Doc("Who may read, and what. Without any, everybody who reaches the port may read everything.") List<ReadCredentialSettings> readCredentials,
        @Inline RulesSettings rules,
        @Doc("Administration of the store over HTTP.") AdminSettings admin,
        @Doc("What the hub stores about itself and its clusters.") SelfMetricsSettings selfMetrics,
        @Default("30s") @Doc("Longest time a stop may take: running requests finish, then the store is closed.") Duration shutdownTimeout) {
    /** Where a hub listens whose configuration names no address. */
    public static final ListenAddress DEFAULT_ADDRESS = new ListenAddress("127.0.0.1", 9060);

    public HubConfig {
        credentials = List.copyOf(credentials);
        readCredentials = List.copyOf(readCredentials);
        ListenAddress address = http.listenOr(DEFAULT_ADDRESS);
        if (credentials.isEmpty() && !address.isLoopback()) {
            throw new IllegalArgumentException("http listens on " + address
                    + ", but without credentials anybody there could write as any cluster: name credentials, or listen on 127.0.0.1");
        }
        if (!shutdownTimeout.isPositive()) {
            throw new IllegalArgumentException("shutdown_timeout must be longer than 0");
        }
    }

    /**
     * Reads the file.
     *
     * @throws ConfigException with every problem found
     */
    public static HubConfig load(Path file) {
        return ConfigFile.load(file, HubConfig.class);
    }

    /**
     * Reads the rule files too, which {@link #load} does not.
     *
     * @throws ConfigException with every problem of every file
     */
    public void checkRuleFiles() {
        HubRules.read(rules, query.features());
    }

    /** Where the hub listens. */
    public ListenAddress address() {
        return http.listenOr(DEFAULT_ADDRESS);
    }
}
