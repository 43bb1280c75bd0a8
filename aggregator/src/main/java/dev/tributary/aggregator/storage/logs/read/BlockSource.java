package dev.tributary.aggregator.storage.logs.read;

import java.util.function.Supplier;

import dev.tributary.aggregator.storage.logs.block.Block;
import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.block.LineTable;
import dev.tributary.aggregator.storage.logs.day.BlockRef;
import dev.tributary.aggregator.storage.logs.day.BlockRows;
import dev.tributary.aggregator.storage.logs.day.StoredBlock;
import dev.tributary.aggregator.storage.logs.merge.HiddenEntries;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import org.jspecify.annotations.Nullable;

/** A block that is opened when its times are reached, unless its filter says that it holds nothing that is wanted. */
final class BlockSource implements StoredBlock {
    private final BlockRef ref;
    private final Supplier<BlockRows> rows;
    private HiddenEntries hidden;
    private final LogView view;

    BlockSource(BlockRef ref, Supplier<BlockRows> rows, HiddenEntries hidden, LogView view) {
        this.ref = ref;
        this.rows = rows;
        this.hidden = hidden;
        this.view = view;
    }

    @Override
    public BlockRef ref() {
        return ref;
    }

    @Override
    public boolean hides(LineTable table, int index) {
        return !hidden.isEmpty() && hidden.hides(table, index);
    }

    @Override
    public @Nullable Found open(@Nullable LineSearch search) {
        try {
            if (search != null && !search.question().isEmpty() && !rows.get().mayHold(ref, search.question())) {
                view.parts().counts().skipped();
                return null;
            }
            hidden = hidden.within(ref.firstNanos(), ref.lastNanos(), question -> rows.get().mayHold(ref, question));
            Block block = rows.get().open(ref);
            view.parts().counts().opened(ref.textBytes());
            if (search == null) {
                return new Found(block, null);
            }
            int[] wanted = block.find(search);
            return wanted.length == 0 ? null : new Found(block, wanted);
        } catch (CorruptDataException e) {
            view.damages().add("block of " + ref.entries() + " lines: " + e.getMessage());
            return null;
        } catch (StoreIoException e) {
            if (e.kind() != StoreIoException.Kind.CORRUPTION) {
                throw e;
            }
            view.damages().add("block of " + ref.entries() + " lines: " + e.getMessage());
            return null;
        }
    }
}
