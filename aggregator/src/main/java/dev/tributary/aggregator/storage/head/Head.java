package dev.tributary.aggregator.storage.head;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.memory.BytePages;
import dev.tributary.aggregator.storage.memory.LongRecords;
import dev.tributary.aggregator.storage.series.SeriesRecords;

/**
 * The generations in memory, oldest first; the last one takes samples, the others are being flushed. Changed by the thread
 * that applies commits; read by any.
 */
public final class Head {
    /** Pages of each kind kept for the next generation: 64 MiB. */
    private static final int POOL_PAGES = 256;

    private final BytePages.Pool blockPool = new BytePages.Pool(POOL_PAGES);
    private final LongRecords.Pool headPool = new LongRecords.Pool(POOL_PAGES);
    private volatile List<Generation> generations = List.of();

    /** Starts the next generation; samples go there from now on. */
    public Generation begin(long number) {
        Generation made = new Generation(number, blockPool, headPool);
        List<Generation> more = new ArrayList<>(generations);
        more.add(made);
        generations = List.copyOf(more);
        return made;
    }

    /** Forgets a generation whose samples are all in chunks; its memory goes when its last reader does. */
    public void retire(Generation flushed, SeriesRecords records) {
        for (int ref = 0; ref < records.size(); ref++) {
            for (int chain = flushed.chain(ref); chain != 0; chain = flushed.other(chain)) {
                records.setFlushed(ref, flushed.field(chain, Generation.MAX_TIME));
            }
        }
        List<Generation> fewer = new ArrayList<>(generations);
        fewer.remove(flushed);
        generations = List.copyOf(fewer);
        flushed.release();
    }

    public List<Generation> generations() {
        return generations;
    }

    public Generation active() {
        return generations.getLast();
    }

    /** The generations of this moment, entered as a reader of each; give them back with {@link #release}. */
    public List<Generation> acquire() {
        List<Generation> entered = new ArrayList<>();
        for (Generation generation : generations) {
            if (generation.acquire()) {
                entered.add(generation);
            }
        }
        return entered;
    }

    /** Time of the newest sample that a series has in generations entered as a reader; the smallest long without any. */
    public static long newestMillis(List<Generation> acquired, int ref) {
        long newest = Long.MIN_VALUE;
        for (Generation generation : acquired) {
            for (int chain = generation.chain(ref); chain != 0; chain = generation.other(chain)) {
                newest = Math.max(newest, generation.field(chain, Generation.MAX_TIME));
            }
        }
        return newest;
    }

    public static void release(List<Generation> acquired) {
        acquired.forEach(Generation::release);
    }

    public long samples() {
        return generations.stream().mapToLong(Generation::samples).sum();
    }

    /** Chains of samples in memory. */
    public long chains() {
        return generations.stream().mapToLong(Generation::chains).sum();
    }

    /** Time of the oldest sample in memory; the largest long when there is none. */
    public long minMillis() {
        return generations.stream().mapToLong(Generation::minMillis).min().orElse(Long.MAX_VALUE);
    }

    /** Time of the newest sample in memory; the smallest long when there is none. */
    public long maxMillis() {
        return generations.stream().mapToLong(Generation::maxMillis).max().orElse(Long.MIN_VALUE);
    }

    public long bytes() {
        return generations.stream().mapToLong(Generation::bytes).sum();
    }
}
