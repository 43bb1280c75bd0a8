package dev.tributary.collector.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

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
        @Inline HttpClientSettings httpClient) implements DestinationSettings {
    public RemoteWriteSettings {
        writeRelabelConfigs = List.copyOf(writeRelabelConfigs);
        RelabelSettings.relabeling(writeRelabelConfigs);
        if (name != null) {
            DestinationNames.requireUsable(name);
        }
        Durations.requirePositive("remote_timeout", remoteTimeout);
        DestinationNames.requireHttp(url);
    }

    @Override
    public String nameOrHost() {
        return name != null ? name : DestinationNames.of(url);
    }

    @Override
    public ShipSettings ship() {
        return new ShipSettings(queueConfig.minBackoff(), queueConfig.maxBackoff(),
                queueConfig.backlogSamplesPerSecond());
    }
}
