package dev.tributary.aggregator.storage.logs.day;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.logs.block.Block;
import dev.tributary.aggregator.storage.logs.block.TextFilter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;

/** Reads the rows, filters and blocks of one day as they were at one moment. Not safe for several threads. */
public final class BlockRows implements AutoCloseable {
    private final DayPartition partition;
    private final RocksCursor rows;

    /** @param snapshot the moment; the day's family must be acquired by the caller */
    public BlockRows(DayPartition partition, RocksSnapshot snapshot) {
        this.partition = partition;
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
        seek(ref, BlockRef.FILTER);
        byte[] value = rows.value();
        return TextFilter.mayHold(value, rows.valueLength(), question);
    }

    /**
     * Opens a block.
     *
     * @throws CorruptDataException when it is missing or damaged
     */
    public Block open(BlockRef ref) {
        seek(ref, BlockRef.BLOCK);
        byte[] value = rows.value();
        byte[] own = Arrays.copyOf(value, rows.valueLength());
        return Block.open(own, own.length);
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
