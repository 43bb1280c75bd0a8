package dev.tributary.collector.config;

import java.time.Duration;

import dev.tributary.collector.spool.FsyncPolicy;
import dev.tributary.collector.spool.SpoolLimits;
import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** What each destination keeps on disk until it is shipped. */
public record SpoolSettings(
        @Default("10GiB") @Doc("Most bytes on disk for each destination; beyond it the oldest go.") ByteSize maxBytes,
        @Default("7d") @Doc("What is older is dropped, shipped or not.") Duration maxAge,
        @Default("8MiB") @Doc("Size of one segment file: the unit in which old data is dropped and backlog is ordered.") ByteSize segmentBytes,
        @Default("1m") @Doc("A segment takes no more after this time.") Duration segmentAge,
        @Default("1m") @Doc("What has waited longer is backlog, and the present goes first.") Duration freshAge,
        @Default("interval") @Doc("When the disk is forced: always, interval (each second) or never. A killed process loses nothing either way.") FsyncPolicy fsync,
        @Default("256MiB") @Doc("Most bytes in quarantine for each destination; beyond it the oldest go.") ByteSize quarantineMaxBytes) {
    public SpoolSettings {
        if (segmentBytes.bytes() < 64 << 10) {
            throw new IllegalArgumentException("segment_bytes must be at least 64KiB, is " + segmentBytes);
        }
        if (maxBytes.bytes() < 2 * segmentBytes.bytes()) {
            throw new IllegalArgumentException("max_bytes must hold two segments at least, is " + maxBytes);
        }
        Durations.requirePositive("max_age", maxAge);
        Durations.requirePositive("segment_age", segmentAge);
        Durations.requirePositive("fresh_age", freshAge);
    }

    public SpoolLimits limits() {
        return new SpoolLimits(maxBytes.bytes(), maxAge, segmentBytes.bytes(), segmentAge, freshAge);
    }
}
