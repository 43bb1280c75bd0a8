package dev.tributary.collector.config;

import java.time.Duration;
import java.util.List;

import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.config.Secret;

/** What is taken from agents inside the cluster, to be sent on. */
public record ReceiveSettings(
        @Default("false") @Doc("Take remote write 1.0 and 2.0 at /api/v1/write of the collector's own address.") boolean remoteWrite,
        @Default("false") @Doc("Take log lines by Loki's push at /loki/api/v1/push of the collector's own address.") boolean lokiPush,
        @Doc("Bearer tokens of which a sender has to show one; several while one is being replaced. Absent: whoever reaches the address may write.") List<ReceiveToken> tokens,
        @Doc("Relabeling of every series, before the identity is put on.") List<RelabelSettings> metricRelabelConfigs,
        @Doc("Relabeling of every log stream, before the identity is put on.") List<RelabelSettings> streamRelabelConfigs,
        @Default("16MiB") @Doc("Longest request body; a longer one is answered with 413.") ByteSize bodyMax,
        @Default("64MiB") @Doc("Most bytes of a body after decompression.") ByteSize decompressedMax,
        @Default("64MiB") @Doc("Memory of all requests at a time; beyond it senders are told to come back (429).") ByteSize inFlightMax,
        @Default("10m") @Doc("Samples and lines further ahead of the collector's clock are refused.") Duration futureMax) {
    /** One token. */
    public record ReceiveToken(@Doc("What follows the word Bearer.") Secret token) {
    }

    public ReceiveSettings {
        tokens = List.copyOf(tokens);
        metricRelabelConfigs = List.copyOf(metricRelabelConfigs);
        RelabelSettings.relabeling(metricRelabelConfigs);
        streamRelabelConfigs = List.copyOf(streamRelabelConfigs);
        RelabelSettings.relabeling(streamRelabelConfigs);
        if (futureMax.isNegative()) {
            throw new IllegalArgumentException("future_max cannot be negative");
        }
        requireSize("body_max", bodyMax);
        requireSize("decompressed_max", decompressedMax);
        if (inFlightMax.bytes() < bodyMax.bytes()) {
            throw new IllegalArgumentException(
                    "in_flight_max must hold one body of body_max at least, is " + inFlightMax);
        }
    }

    private static void requireSize(String key, ByteSize size) {
        if (size.bytes() < 1024 || size.bytes() > 1 << 30) {
            throw new IllegalArgumentException(key + " must be between 1KiB and 1GiB, is " + size);
        }
    }
}
