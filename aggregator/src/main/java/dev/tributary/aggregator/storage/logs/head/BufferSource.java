package dev.tributary.aggregator.storage.logs.head;

import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.block.LineTable;
import dev.tributary.aggregator.storage.logs.merge.HiddenEntries;
import dev.tributary.aggregator.storage.logs.merge.TableSource;
import org.jspecify.annotations.Nullable;

/** What a generation holds of a stream. */
public final class BufferSource implements TableSource {
    /** Behind all blocks that a flush of the same number wrote. */
    private static final long ORDER_WITHIN = 0xffff;
    private static final int ORDER_SHIFT = 16;

    private final LogGeneration generation;
    private final BufferTable table;
    private final long firstNanos;
    private final long lastNanos;

    private final HiddenEntries hidden;

    BufferSource(LogGeneration generation, StreamBuffer buffer, HiddenEntries hidden) {
        this.generation = generation;
        this.hidden = hidden;
        table = buffer.table();
        firstNanos = table.timeNanos(0);
        lastNanos = table.timeNanos(table.size() - 1);
    }

    @Override
    public long firstNanos() {
        return firstNanos;
    }

    @Override
    public long lastNanos() {
        return lastNanos;
    }

    public int entries() {
        return table.size();
    }

    /** Bytes of the lines. */
    public long textBytes() {
        return table.textBytes();
    }

    @Override
    public long order() {
        return generation.number() << ORDER_SHIFT | ORDER_WITHIN;
    }

    @Override
    public boolean mayRepeat() {
        return true;
    }

    @Override
    public boolean isRecords() {
        return false;
    }

    @Override
    public boolean hides(LineTable of, int index) {
        return !hidden.isEmpty() && hidden.hides(of, index);
    }

    @Override
    public @Nullable Found open(@Nullable LineSearch search) {
        if (search == null) {
            return new Found(table, null);
        }
        int[] wanted = table.find(search);
        return wanted.length == 0 ? null : new Found(table, wanted);
    }
}
