package dev.tributary.collector.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import dev.tributary.collector.spool.SendOrder;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;
import dev.tributary.runtime.http.HttpClientSettings;
import org.jspecify.annotations.Nullable;

/** A hub that gets everything: metrics by remote write, log lines by Loki's push. */
public record HubSettings(@Doc("Where the hub is, like https://hub:9060.") URI url,
        @Doc("Name in metrics, logs and the spools' directories, which for log lines gets '-logs' behind it. Absent: the URL's host and port.") @Nullable String name,
        @Default("30s") @Doc("Longest time one request may take.") Duration remoteTimeout,
        @Inline HttpClientSettings httpClient) {
    public HubSettings {
        DestinationNames.requireHttp(url);
        Durations.requirePositive("remote_timeout", remoteTimeout);
        if (name != null) {
            DestinationNames.requireUsable(name);
        }
        if (url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("url names the hub alone, without query or fragment: is " + url);
        }
    }

    private URI at(String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private String nameOrHost() {
        return name != null ? name : DestinationNames.of(url);
    }

    /** Its destination for samples. */
    RemoteWriteSettings metrics() {
        return new RemoteWriteSettings(at("/api/v1/write"), nameOrHost(), remoteTimeout, null, SendOrder.NEWEST_FIRST,
                List.of(), QueueSettings.DEFAULT, httpClient);
    }

    /** Its destination for log lines. */
    LokiPushSettings logs() {
        return new LokiPushSettings(at("/loki/api/v1/push"), nameOrHost() + "-logs", remoteTimeout,
                SendOrder.NEWEST_FIRST, List.of(), LogQueueSettings.DEFAULT, httpClient);
    }
}
