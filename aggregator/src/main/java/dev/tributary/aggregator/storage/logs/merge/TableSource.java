package dev.tributary.aggregator.storage.logs.merge;

import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.block.LineTable;
import org.jspecify.annotations.Nullable;

/** A table that is opened when its times are reached. */
public interface TableSource {
    /** No entry is older. */
    long firstNanos();

    /** No entry is newer. */
    long lastNanos();

    /** Of entries of one time those of the smaller order were written first. */
    long order();

    /** True when the table may hold an entry twice. */
    boolean mayRepeat();

    /** True when its entries are records, each of which stands alone whatever its text. */
    boolean isRecords();

    /** True when an entry of its open table is deleted. */
    boolean hides(LineTable table, int index);

    /**
     * Opens the table; null when no line of it is wanted.
     *
     * @param search lines without its texts need not be given; null for all lines
     */
    @Nullable
    Found open(@Nullable LineSearch search);

    /** An open table with the entries of it that are wanted. */
    final class Found {
        private final LineTable table;
        private final int @Nullable [] wanted;

        /** @param wanted rising positions of the wanted entries; null for all */
        public Found(LineTable table, int @Nullable [] wanted) {
            this.table = table;
            this.wanted = wanted;
        }

        LineTable table() {
            return table;
        }

        int size() {
            return wanted == null ? table.size() : wanted.length;
        }

        int index(int position) {
            return wanted == null ? position : wanted[position];
        }
    }
}
