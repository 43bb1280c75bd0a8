package dev.tributary.aggregator.storage.logs.day;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.logs.block.Block;
import dev.tributary.aggregator.storage.logs.block.TextFilter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import org.jspecify.annotations.Nullable;

/** Reads the rows, filters and blocks of one day as they were at one moment. Not safe for several threads. */
public final class BlockRows implements AutoCloseable {
    private final DayPartition partition;
    private final RocksSnapshot snapshot;
    private final Consumer<String> damage;
    private RocksCursor rows;

    /**
     * @param snapshot the moment; the day's family must be acquired by the caller
     * @param damage   is told of rows that cannot be read and are left out
     */
    public BlockRows(DayPartition partition, RocksSnapshot snapshot, Consumer<String> damage) {
        this.partition = partition;
        this.snapshot = snapshot;
        this.damage = damage;
        this.rows = snapshot.cursor(partition.family());
    }

    /** Blocks of a stream that meet a range of time, in order of their first entries. */
    public List<BlockRef> find(int cluster, int stream, long startNanos, long endNanos) {
        List<BlockRef> found = new ArrayList<>();
        visit(cluster, stream, startNanos, endNanos, found::add);
        return found;
    }

    /** True when some block of a stream meets a range of time and a condition. */
    public boolean has(int cluster, int stream, long startNanos, long endNanos, Predicate<BlockRef> condition) {
        boolean[] found = new boolean[1];
        visit(cluster, stream, startNanos, endNanos, ref -> {
            found[0] = condition.test(ref);
            return !found[0];
        });
        return found[0];
    }

    private void visit(int cluster, int stream, long startNanos, long endNanos, Predicate<BlockRef> goOn) {
        try {
            walk(cluster, stream, startNanos, endNanos, goOn);
        } catch (CorruptDataException e) {
            damage.accept(what(cluster, stream) + ": " + e.getMessage());
        } catch (StoreIoException e) {
            startAgain(e);
            damage.accept(what(cluster, stream) + ": " + e.getMessage());
        }
    }

    private String what(int cluster, int stream) {
        return "blocks on day " + partition.day() + " of stream " + stream + " of cluster " + cluster;
    }

    /** A cursor that met damage is of no use any more. */
    private void startAgain(StoreIoException met) {
        if (met.kind() != StoreIoException.Kind.CORRUPTION) {
            throw met;
        }
        rows.close();
        rows = snapshot.cursor(partition.family());
    }

    private void walk(int cluster, int stream, long startNanos, long endNanos, Predicate<BlockRef> goOn) {
        byte[] prefix = BlockRef.prefix(cluster, BlockRef.ROW, stream);
        for (boolean more = rows.seek(prefix); more && rows.keyStartsWith(prefix); more = rows.next()) {
            byte[] value = rows.value();
            BlockRef ref = BlockRef.read(rows.key(), rows.keyLength(), value, rows.valueLength());
            if (ref.firstNanos() >= endNanos) {
                return;
            }
            if (ref.lastNanos() >= startNanos && !goOn.test(ref)) {
                return;
            }
        }
    }

    /**
     * False when a block's filter says that no line can hold what is asked for.
     *
     * @throws CorruptDataException when there is no readable filter
     */
    public boolean mayHold(BlockRef ref, TextFilter.Question question) {
        try {
            seek(ref, BlockRef.FILTER);
            byte[] value = rows.value();
            return TextFilter.mayHold(value, rows.valueLength(), question);
        } catch (StoreIoException e) {
            byte[] value = salvaged(ref, BlockRef.FILTER, e);
            return TextFilter.mayHold(value, value.length, question);
        }
    }

    /**
     * Opens a block.
     *
     * @throws CorruptDataException when it is missing or damaged
     */
    public Block open(BlockRef ref) {
        byte[] own;
        try {
            seek(ref, BlockRef.BLOCK);
            byte[] value = rows.value();
            own = Arrays.copyOf(value, rows.valueLength());
        } catch (StoreIoException e) {
            own = salvaged(ref, BlockRef.BLOCK, e);
        }
        return Block.open(own, own.length);
    }

    /** A damaged piece of one file keeps a cursor from what others hold at its place. */
    private byte[] salvaged(BlockRef ref, int kind, StoreIoException met) {
        startAgain(met);
        byte[] key = ref.key(kind);
        AtomicReference<byte @Nullable []> found = new AtomicReference<>();
        snapshot.salvage(partition.family(), key, (_, value, length) -> found.set(Arrays.copyOf(value, length)),
                _ -> {
                    // What matters is whether some file has it.
                });
        byte[] value = found.get();
        if (value == null) {
            throw met;
        }
        return value;
    }

    private void seek(BlockRef ref, int kind) {
        byte[] key = ref.key(kind);
        if (!rows.seek(key) || rows.keyLength() != key.length || !rows.keyStartsWith(key)) {
            throw new CorruptDataException("day " + partition.day() + " has no " + (kind == BlockRef.BLOCK
                    ? "block"
                    : "filter") + " for a row of stream " + ref.stream() + " of cluster " + ref.cluster());
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
