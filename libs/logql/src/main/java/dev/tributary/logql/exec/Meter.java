package dev.tributary.logql.exec;

/** Counts for one thread what it uses, and tells the budget now and then. */
final class Meter {
    /** Lines between two looks at the budget and the clock: some hundredths of a millisecond apart. */
    private static final int LINES_PER_CHECK = 256;
    private static final int HELD_PER_CHECK = 4096;

    private final Budget budget;
    private long bytes;
    private long metadataBytes;
    private int lines;
    private int linesKept;
    private long held;

    /** What was used since the budget was told. */
    record Count(long bytes, long metadataBytes, long lines, long linesKept, long held) {
    }

    Meter(Budget budget) {
        this.budget = budget;
    }

    /** Notes a line that was read. */
    void read(int lineBytes, int newMetadataBytes) {
        bytes += lineBytes;
        metadataBytes += newMetadataBytes;
        lines++;
        if (lines == LINES_PER_CHECK) {
            tell();
        }
    }

    /** Notes a line that passed all filters. */
    void kept() {
        linesKept++;
    }

    /** Notes numbers that stay in memory. */
    void hold(long numbers) {
        held += numbers;
        if (held >= HELD_PER_CHECK) {
            tell();
        }
    }

    /** Tells the budget, which may end the query. */
    void tell() {
        Count count = new Count(bytes, metadataBytes, lines, linesKept, held);
        bytes = 0;
        metadataBytes = 0;
        lines = 0;
        linesKept = 0;
        held = 0;
        budget.add(count);
    }
}
