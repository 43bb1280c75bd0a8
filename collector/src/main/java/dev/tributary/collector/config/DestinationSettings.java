package dev.tributary.collector.config;

import java.net.URI;
import java.time.Duration;

import dev.tributary.collector.ship.ShipSettings;
import dev.tributary.collector.spool.SendOrder;
import dev.tributary.runtime.http.HttpClientSettings;

/** What destinations have in common, whatever is sent to them. */
public sealed interface DestinationSettings permits RemoteWriteSettings, LokiPushSettings {
    /** Names it in metrics, logs and on disk. */
    String nameOrHost();

    URI url();

    Duration remoteTimeout();

    SendOrder sendOrder();

    HttpClientSettings httpClient();

    /** How shipping to it goes about. */
    ShipSettings ship();
}
