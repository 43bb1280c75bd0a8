package dev.tributary.collector.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import dev.tributary.collector.ship.ShipSettings;
import dev.tributary.collector.spool.SendOrder;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.http.HttpClientSettings;
import org.jspecify.annotations.Nullable;

/** One destination: a hub or any other remote-write receiver. */
public record RemoteWriteSettings(
        @Doc("Where the receiver takes remote write, like https://hub:9060/api/v1/write.") URI url,
        @Doc("Name in metrics, logs and the spool's directory. Absent: the URL's host and port.") @Nullable String name,
        @Default("30s") @Doc("Longest time one request may take.") Duration remoteTimeout,
        @Doc("Which message to send. Absent: 2.0, falling back to 1.0 where the receiver does not know it.") @Nullable ProtobufMessage protobufMessage,
        @Default("newest_first") @Doc("What goes first after an outage: newest_first, or oldest_first for receivers that refuse late samples.") SendOrder sendOrder,
        @Doc("Relabeling of every series for this destination alone.") List<RelabelSettings> writeRelabelConfigs,
        @Doc("How batches are made up and sent again.") QueueSettings queueConfig,
        @Inline HttpClientSettings httpClient) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public RemoteWriteSettings {
        writeRelabelConfigs = List.copyOf(writeRelabelConfigs);
        RelabelSettings.relabeling(writeRelabelConfigs);
        if (name != null && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name '" + name
                    + "' is not usable: letters, digits, '.', '-' and '_', starting with a letter or digit, at most 100");
        }
        Durations.requirePositive("remote_timeout", remoteTimeout);
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("url must start with http:// or https://");
        }
    }

    /** The given name, or one made of host and port. */
    public String nameOrHost() {
        if (name != null) {
            return name;
        }
        String host = url.getHost().replaceAll("[^A-Za-z0-9._-]", "_");
        return url.getPort() < 0 ? host : host + "_" + url.getPort();
    }

    /** How shipping to it goes about. */
    public ShipSettings ship() {
        return new ShipSettings(queueConfig.minBackoff(), queueConfig.maxBackoff(),
                queueConfig.backlogSamplesPerSecond());
    }
}
