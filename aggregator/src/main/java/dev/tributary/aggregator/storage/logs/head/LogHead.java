package dev.tributary.aggregator.storage.logs.head;

import java.util.ArrayList;
import java.util.List;

/**
 * The generations in memory, oldest first; the last one takes entries, the others are being flushed. Changed by the thread
 * that applies commits; read by any.
 */
public final class LogHead {
    private final TextPages pages;
    private volatile List<LogGeneration> generations = List.of();

    /** @param spareBytesMax memory of a generation that was flushed, kept for the next */
    public LogHead(long spareBytesMax) {
        pages = new TextPages(spareBytesMax);
    }

    /** Starts the next generation; entries go there from now on. */
    public void begin(long number) {
        List<LogGeneration> more = new ArrayList<>(generations);
        more.add(new LogGeneration(number, pages));
        generations = List.copyOf(more);
    }

    /** Forgets a generation whose entries are all in blocks. */
    public void retire(LogGeneration flushed) {
        List<LogGeneration> fewer = new ArrayList<>(generations);
        fewer.remove(flushed);
        generations = List.copyOf(fewer);
        flushed.retire();
    }

    /** The generations of this moment, readable until each is released. */
    public List<LogGeneration> acquire() {
        while (true) {
            List<LogGeneration> all = generations;
            List<LogGeneration> acquired = all.stream().filter(LogGeneration::acquire).toList();
            if (acquired.size() == all.size()) {
                return all;
            }
            // One was retired meanwhile, so there is a newer list.
            acquired.forEach(LogGeneration::release);
        }
    }

    /** Memory that waits for the next lines. */
    public long spareBytes() {
        return pages.spareBytes();
    }

    /** Gives memory back that was not needed since the last time. */
    public void trim() {
        pages.trim();
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
