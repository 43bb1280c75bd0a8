package dev.tributary.aggregator.storage.logs.read;

import java.util.concurrent.atomic.LongAdder;

/** What reads did since the start. Safe for several threads. */
public final class LogReadCounts {
    private final LongAdder opened = new LongAdder();
    private final LongAdder openedBytes = new LongAdder();
    private final LongAdder skipped = new LongAdder();

    void opened(long textBytes) {
        opened.increment();
        openedBytes.add(textBytes);
    }

    void skipped() {
        skipped.increment();
    }

    /** Blocks opened. */
    public long blocksOpened() {
        return opened.sum();
    }

    /** Bytes of the lines in them. */
    public long textBytesOpened() {
        return openedBytes.sum();
    }

    /** Blocks that their filters said need not be opened. */
    public long blocksSkipped() {
        return skipped.sum();
    }
}
