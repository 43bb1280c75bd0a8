package dev.tributary.aggregator.storage.logs.record;

import java.util.Arrays;

import dev.tributary.model.port.RecordVersion;

/** A record on its way into the store: where it belongs, which version it is, and its bytes. */
public final class LogRecordEntry {
    private final int cluster;
    private final int stream;
    private final byte[] key;
    private final RecordVersion version;
    private final byte[] line;
    private final byte[] set;

    /**
     * @param cluster number of the cluster
     * @param stream  the stream's number in its cluster
     * @param key     the record's key
     * @param line    its own copy of the text
     * @param set     its own copy of the structured metadata
     */
    public LogRecordEntry(int cluster, int stream, byte[] key, RecordVersion version, byte[] line, byte[] set) {
        this.cluster = cluster;
        this.stream = stream;
        this.key = key;
        this.version = version;
        this.line = line;
        this.set = set;
    }

    public int cluster() {
        return cluster;
    }

    public int stream() {
        return stream;
    }

    byte[] key() {
        return key;
    }

    public RecordVersion version() {
        return version;
    }

    public byte[] line() {
        return line;
    }

    public byte[] set() {
        return set;
    }

    boolean isSameRecord(LogRecordEntry other) {
        return cluster == other.cluster && Arrays.equals(key, other.key);
    }
}
