package dev.tributary.promql.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/**
 * Reads all columns of an operator in the order of its series. Several threads may compute columns ahead, a block at a time;
 * they are handed over one by one, by the calling thread, so that results do not depend on the number of threads.
 */
public final class ColumnScan {
    private static final int BLOCK_SERIES = 64;
    /** Fewer series than this are not worth a second thread. */
    private static final int PARALLEL_SERIES_MIN = 512;

    private final VectorOperator operator;
    private final int steps;
    private final Visitor visitor;
    private final int seriesCount;
    private final int blocks;
    private final StepColumn[][] ring;
    private final int[] ready;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int claimed;
    private int consumed;
    private @Nullable Throwable failure;

    /** Takes one column; it is only valid during the call. */
    public interface Visitor {
        void visit(int series, StepColumn column);
    }

    private ColumnScan(VectorOperator operator, int steps, int threads, Visitor visitor) {
        this.operator = operator;
        this.steps = steps;
        this.visitor = visitor;
        this.seriesCount = operator.series().size();
        this.blocks = (seriesCount + BLOCK_SERIES - 1) / BLOCK_SERIES;
        this.ring = new StepColumn[2 * threads][];
        this.ready = new int[ring.length];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = newBlock();
            ready[i] = -1;
        }
    }

    private StepColumn[] newBlock() {
        StepColumn[] block = new StepColumn[Math.min(BLOCK_SERIES, seriesCount)];
        for (int i = 0; i < block.length; i++) {
            block[i] = new StepColumn(steps);
        }
        return block;
    }

    /** Visits the columns of all series in order. */
    public static void forEach(QueryRun run, VectorOperator operator, int steps, Visitor visitor) {
        int series = operator.series().size();
        if (run.parallelism() > 1 && series >= PARALLEL_SERIES_MIN && fits(run, steps)) {
            new ColumnScan(operator, steps, run.parallelism(), visitor).run(run.parallelism() - 1);
            return;
        }
        if (OrderedScan.visit(run, operator, steps, visitor)) {
            return;
        }
        StepColumn column = new StepColumn(steps);
        Worker worker = new Worker();
        for (int i = 0; i < series; i++) {
            operator.read(i, column, worker);
            visitor.visit(i, column);
        }
    }

    /** The columns computed ahead take no more than a quarter of what the query may hold. */
    private static boolean fits(QueryRun run, int steps) {
        return 2L * run.parallelism() * BLOCK_SERIES * steps <= run.budget().samplesMax() / 4;
    }

    private void run(int helpers) {
        List<Thread> threads = new ArrayList<>(helpers);
        for (int i = 0; i < helpers; i++) {
            threads.add(Thread.startVirtualThread(this::help));
        }
        try {
            consume();
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        } finally {
            threads.forEach(ColumnScan::join);
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    private void help() {
        Worker worker = new Worker();
        try {
            for (int block = claim(true); block >= 0; block = claim(true)) {
                compute(block, worker);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** The calling thread computes too, while the block it needs next is not there yet. */
    private void consume() {
        Worker worker = new Worker();
        for (int block = 0; block < blocks; block++) {
            while (!isReady(block)) {
                int other = claim(false);
                if (other >= 0) {
                    compute(other, worker);
                } else if (!await(block)) {
                    return;
                }
            }
            StepColumn[] columns = ring[block % ring.length];
            int first = block * BLOCK_SERIES;
            for (int i = 0; i < columns.length && first + i < seriesCount; i++) {
                visitor.visit(first + i, columns[i]);
            }
            release(block);
        }
    }

    private void compute(int block, Worker worker) {
        StepColumn[] columns = ring[block % ring.length];
        int first = block * BLOCK_SERIES;
        for (int i = 0; i < columns.length && first + i < seriesCount; i++) {
            operator.read(first + i, columns[i], worker);
        }
        lock.lock();
        try {
            ready[block % ring.length] = block;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number of a block that nobody computes yet, or -1 when there is none (now, or ever when waiting for one). */
    private int claim(boolean wait) {
        lock.lock();
        try {
            while (failure == null && claimed < blocks) {
                if (claimed < consumed + ring.length) {
                    return claimed++;
                }
                if (!wait) {
                    return -1;
                }
                changed.awaitUninterruptibly();
            }
            return -1;
        } finally {
            lock.unlock();
        }
    }

    private boolean isReady(int block) {
        lock.lock();
        try {
            return ready[block % ring.length] == block;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a block is there; false when some thread has failed. */
    private boolean await(int block) {
        lock.lock();
        try {
            while (failure == null && ready[block % ring.length] != block) {
                changed.awaitUninterruptibly();
            }
            return failure == null;
        } finally {
            lock.unlock();
        }
    }

    private void release(int block) {
        lock.lock();
        try {
            consumed = block + 1;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
