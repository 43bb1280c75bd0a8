package dev.tributary.collector.series;

import java.util.Arrays;
import java.util.BitSet;

/**
 * From when on the rows of replicas are the ones that send: what their replica had before belongs to another one's row. Takes
 * memory only where there are replicas. One thread.
 */
final class Ownership {
    private long[] fromMillis = {};
    private double[] fromValues = {};
    /** Rows that took over and have sent nothing yet. */
    private final BitSet fresh = new BitSet();

    /**
     * Notes that a row sends from now on.
     *
     * @param afterMillis time of the last sample of the row that sent before
     * @param value       its value, NaN when not known
     */
    void taken(int row, long afterMillis, double value) {
        if (row >= fromMillis.length) {
            int before = fromMillis.length;
            int length = Math.max(64, row + (row >> 1));
            fromMillis = Arrays.copyOf(fromMillis, length);
            fromValues = Arrays.copyOf(fromValues, length);
            Arrays.fill(fromMillis, before, length, SeriesTable.UNSENT);
            Arrays.fill(fromValues, before, length, Double.NaN);
        }
        fromMillis[row] = afterMillis;
        fromValues[row] = value;
    }

    void isFresh(int row) {
        fresh.set(row);
    }

    /** True once after the row took over. */
    boolean takeFresh(int row) {
        boolean was = fresh.get(row);
        fresh.clear(row);
        return was;
    }

    /** Samples of the row's replica up to here are none of the series'. */
    long fromMillis(int row) {
        return row < fromMillis.length ? fromMillis[row] : SeriesTable.UNSENT;
    }

    /** The value the series had there, NaN when not known. */
    double fromValue(int row) {
        return row < fromValues.length ? fromValues[row] : Double.NaN;
    }

    /** Takes over what is known of a row of another table or of this one. */
    void copy(int row, Ownership from, int old) {
        if (from.fromMillis(old) != SeriesTable.UNSENT || row < fromMillis.length) {
            taken(row, from.fromMillis(old), from.fromValue(old));
        }
    }
}
