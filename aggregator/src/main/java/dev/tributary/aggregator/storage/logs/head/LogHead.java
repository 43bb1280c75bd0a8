package dev.tributary.aggregator.storage.logs.head;

import java.util.ArrayList;
import java.util.List;

/**
 * The generations in memory, oldest first; the last one takes entries, the others are being flushed. Changed by the thread
 * that applies commits; read by any.
 */
public final class LogHead {
    private volatile List<LogGeneration> generations = List.of();

    /** Starts the next generation; entries go there from now on. */
    public void begin(long number) {
        List<LogGeneration> more = new ArrayList<>(generations);
        more.add(new LogGeneration(number));
        generations = List.copyOf(more);
    }

    /** Forgets a generation whose entries are all in blocks. */
    public void retire(LogGeneration flushed) {
        List<LogGeneration> fewer = new ArrayList<>(generations);
        fewer.remove(flushed);
        generations = List.copyOf(fewer);
    }

    public List<LogGeneration> generations() {
        return generations;
    }

    /** True when a stream has entries in memory. */
    public boolean has(int ref) {
        return generations.stream().anyMatch(one -> one.meets(ref, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    public LogGeneration active() {
        return generations.getLast();
    }

    public long entries() {
        return generations.stream().mapToLong(LogGeneration::entries).sum();
    }

    public long bytes() {
        return generations.stream().mapToLong(LogGeneration::bytes).sum();
    }
}
