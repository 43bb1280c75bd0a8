package dev.tributary.aggregator.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.tributary.model.ClusterId;
import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** What the hub takes in, and how much of it at a time. */
public record IngestSettings(
        @Default("16MiB") @Doc("Longest request body as it is sent; a longer one gets 413.") ByteSize bodyMax,
        @Default("32MiB") @Doc("Longest request body after decompression; a longer one gets 413.") ByteSize decompressedMax,
        @Default("128MiB") @Doc("Bytes of all requests being received or stored at a time; above it requests get 429 before they are read.") ByteSize inFlightMax,
        @Default("10m") @Doc("Samples further ahead of the hub's clock are refused.") Duration futureMax,
        @Doc("How OTLP metrics become samples.") OtlpSettings otlp,
        @Doc("What every cluster may send.") ClusterLimits limits,
        @Doc("Limits of single clusters by their names, where they differ.") Map<String, ClusterLimitOverrides> clusterLimits) {
    public IngestSettings {
        clusterLimits = Collections.unmodifiableMap(new LinkedHashMap<>(clusterLimits));
        requireArraySize("body_max", bodyMax);
        requireArraySize("decompressed_max", decompressedMax);
        if (inFlightMax.bytes() < bodyMax.bytes() || inFlightMax.bytes() < decompressedMax.bytes()) {
            throw new IllegalArgumentException(
                    "in_flight_max must hold at least one request of body_max and decompressed_max, is "
                            + inFlightMax);
        }
        if (futureMax.isNegative()) {
            throw new IllegalArgumentException("future_max cannot be negative");
        }
        for (String cluster : clusterLimits.keySet()) {
            requireClusterName(cluster);
        }
        // A wrong override is found when it is read, not when its cluster first sends.
        clusterLimits.values().forEach(overrides -> overrides.over(limits));
    }

    private static void requireArraySize(String key, ByteSize size) {
        if (size.bytes() < 1 || size.bytes() > 1L << 30) {
            throw new IllegalArgumentException(key + " must be between 1 byte and 1GiB, is " + size);
        }
    }

    private static void requireClusterName(String name) {
        try {
            new ClusterId(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cluster_limits names no cluster: " + e.getMessage(), e);
        }
    }

    /** The limits that hold for one cluster. */
    public ClusterLimits limitsOf(ClusterId cluster) {
        ClusterLimitOverrides overrides = clusterLimits.get(cluster.value());
        return overrides == null ? limits : overrides.over(limits);
    }
}
