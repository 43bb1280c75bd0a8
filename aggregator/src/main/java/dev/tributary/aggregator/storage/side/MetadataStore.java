package dev.tributary.aggregator.storage.side;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;

/**
 * What metric families say of themselves, by cluster, in memory and in the database. Safe for several threads.
 *
 * <pre>
 * key   := 0x01 cluster:u32-be text(family) text(type) text(help) text(unit)      text(s) := length:varint s
 * value := empty
 * </pre>
 */
public final class MetadataStore {
    private static final int KIND = 1;

    private final RocksFamily family;
    private final int perClusterMax;
    private final Map<Integer, Set<MetricMetadata>> byCluster = new ConcurrentHashMap<>();

    public MetadataStore(RocksFamily family, int perClusterMax) {
        this.family = family;
        this.perClusterMax = perClusterMax;
    }

    private Set<MetricMetadata> of(int cluster) {
        return byCluster.computeIfAbsent(cluster, _ -> ConcurrentHashMap.newKeySet());
    }

    /** True when the cluster has said this before. */
    public boolean has(int cluster, MetricMetadata statement) {
        return of(cluster).contains(statement);
    }

    /** True when the cluster may make one more statement. */
    public boolean hasRoom(int cluster) {
        return of(cluster).size() < perClusterMax;
    }

    /** Puts a statement into a batch. */
    public void store(int cluster, MetricMetadata statement, RawBatch batch) {
        ByteWriter key = new ByteWriter(64);
        key.putByte(KIND);
        key.putIntBig(cluster);
        putText(key, statement.family());
        putText(key, statement.type().text());
        putText(key, statement.help());
        putText(key, statement.unit());
        batch.put(family, key.toArray(), new byte[0]);
    }

    private static void putText(ByteWriter out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putVarint(bytes.length);
        out.putBytes(bytes);
    }

    /** Shows a statement whose batch was written to readers. */
    public void show(int cluster, MetricMetadata statement) {
        of(cluster).add(statement);
    }

    /** Reads what is stored. */
    public void load(RocksCursor cursor) {
        byte[] prefix = {KIND};
        for (boolean more = cursor.seek(prefix); more && cursor.keyStartsWith(prefix); more = cursor.next()) {
            ByteReader key = new ByteReader();
            key.reset(cursor.key(), 1, cursor.keyLength() - 1);
            int cluster = key.readIntBig();
            String name = readText(key);
            show(cluster, new MetricMetadata(name, type(readText(key)), readText(key), readText(key)));
        }
    }

    /**
     * Reads a stored key of the family, for a verification.
     *
     * @throws CorruptDataException when it is damaged
     */
    public static void check(byte[] stored, int length) {
        ByteReader key = new ByteReader();
        key.reset(stored, 0, length);
        if (key.readByte() == KIND) {
            key.readIntBig();
            readText(key);
            type(readText(key));
            readText(key);
            readText(key);
        }
        key.requireEnd();
    }

    private static MetricType type(String text) {
        for (MetricType type : MetricType.values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        throw new CorruptDataException("metadata of type " + text);
    }

    private static String readText(ByteReader in) {
        int length = in.readCount(Integer.MAX_VALUE);
        return new String(in.bytes(), in.skip(length), length, StandardCharsets.UTF_8);
    }

    /** Every distinct statement of some clusters about a family, or (empty name) about all. */
    public List<MetricMetadata> find(String name, IntPredicate clusters) {
        Set<MetricMetadata> found = new LinkedHashSet<>();
        byCluster.forEach((cluster, statements) -> {
            for (MetricMetadata statement : clusters.test(cluster) ? statements : Set.<MetricMetadata>of()) {
                if (name.isEmpty() || statement.family().equals(name)) {
                    found.add(statement);
                }
            }
        });
        return new ArrayList<>(found);
    }
}
