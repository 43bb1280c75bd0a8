package dev.tributary.aggregator.storage.logs.day;

import dev.tributary.aggregator.storage.logs.merge.TableSource;

/** A block of a day as a table: what its reference tells need not be asked of the block. A block holds no entry twice. */
public interface StoredBlock extends TableSource {
    /** What is known of the block. */
    BlockRef ref();

    @Override
    default long firstNanos() {
        return ref().firstNanos();
    }

    @Override
    default long lastNanos() {
        return ref().lastNanos();
    }

    @Override
    default long order() {
        return ref().order();
    }

    @Override
    default boolean mayRepeat() {
        return false;
    }

    @Override
    default boolean isRecords() {
        return false;
    }
}
