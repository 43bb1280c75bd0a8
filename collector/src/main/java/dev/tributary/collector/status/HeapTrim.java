package dev.tributary.collector.status;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;

import io.vertx.core.Vertx;

/**
 * Keeps the process small. A serial heap grows before it collects, so what pages leave behind would lie there until the heap
 * is as large as it may be. When half as much again as was live lies in it, this has it collected, and the memory is given
 * back. Of no effect with collectors that do so by themselves.
 */
public final class HeapTrim implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Less than this is not worth a collection. */
    private static final long SLACK_BYTES_MIN = 8L << 20;

    private final Vertx vertx;
    private final long timer;
    private final List<MemoryPoolMXBean> old;

    /** Looks every few seconds from now on. */
    public HeapTrim(Vertx vertx) {
        this.vertx = vertx;
        old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getName().equals("Tenured Gen")).toList();
        timer = vertx.setPeriodic(INTERVAL.toMillis(), _ -> look());
    }

    private void look() {
        for (MemoryPoolMXBean pool : old) {
            MemoryUsage live = pool.getCollectionUsage();
            long known = live == null ? 0 : live.getUsed();
            if (isWorth(pool.getUsage().getUsed(), known)) {
                vertx.executeBlocking(() -> {
                    System.gc();
                    return pool;
                });
            }
        }
    }

    /** Whether so much more lies in the heap than was live after the last collection that collecting pays. */
    static boolean isWorth(long usedBytes, long liveBytes) {
        return usedBytes - liveBytes > Math.max(SLACK_BYTES_MIN, liveBytes / 2);
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
