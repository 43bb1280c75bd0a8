package dev.tributary.promql.exec;

import java.util.Arrays;

import dev.tributary.promql.exec.ColumnScan.Visitor;
import dev.tributary.promql.function.StepColumn;

/**
 * Reads columns in the order that costs the store least, a block of series at a time, and hands them over in the order of the
 * series. One thread.
 */
final class OrderedScan {
    /** Values of a block: half a megabyte. */
    private static final int VALUES = 1 << 16;
    private static final int SERIES_MAX = 2048;
    /** In smaller blocks series rarely follow each other in the store. */
    private static final int SERIES_MIN = 64;

    private final VectorOperator operator;
    private final int[] order;
    private final int block;
    private final StepColumn[] columns;
    private final boolean[] read;
    /** Histograms are large: once some are met, columns are handed over as they are read. */
    private boolean histograms;

    private OrderedScan(VectorOperator operator, int steps, int[] order, int block) {
        this.operator = operator;
        this.order = order;
        this.block = block;
        this.columns = new StepColumn[Math.min(block, order.length)];
        this.read = new boolean[columns.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new StepColumn(steps);
        }
    }

    /** Visits all columns when there is an order to be kept to that pays; else does nothing and gives false. */
    static boolean visit(QueryRun run, VectorOperator operator, int steps, Visitor visitor) {
        int block = Math.min(SERIES_MAX, VALUES / steps);
        int series = operator.series().size();
        if (series < 2 || block < SERIES_MIN || VALUES > run.budget().samplesMax() / 4) {
            return false;
        }
        int[] order = operator.readingOrder();
        if (order.length != series) {
            return false;
        }
        new OrderedScan(operator, steps, order, block).run(visitor);
        return true;
    }

    private void run(Visitor visitor) {
        int[] grouped = byBlock();
        Worker worker = new Worker();
        for (int first = 0; first < order.length; first += block) {
            int end = Math.min(order.length, first + block);
            Arrays.fill(read, false);
            for (int i = first; i < end && !histograms; i++) {
                read(grouped[i], first, worker);
            }
            for (int series = first; series < end; series++) {
                if (!read[series - first]) {
                    read(series, first, worker);
                }
                StepColumn column = columns[series - first];
                visitor.visit(series, column);
                if (histograms) {
                    column.reset(0);
                }
            }
        }
    }

    private void read(int series, int first, Worker worker) {
        StepColumn column = columns[series - first];
        operator.read(series, column, worker);
        read[series - first] = true;
        histograms |= column.hasHistograms();
    }

    /** The order, with the series of a block together. */
    private int[] byBlock() {
        if (order.length <= block) {
            return order;
        }
        int[] next = new int[(order.length + block - 1) / block];
        for (int i = 0; i < next.length; i++) {
            next[i] = i * block;
        }
        int[] grouped = new int[order.length];
        for (int series : order) {
            grouped[next[series / block]++] = series;
        }
        return grouped;
    }
}
