package dev.tributary.logql.window;

import java.util.BitSet;

/** The values of one series at the steps where it has one. */
public final class StepValues {
    private final double[] values;
    private final BitSet present;

    public StepValues(int steps) {
        this.values = new double[steps];
        this.present = new BitSet(steps);
    }

    public int steps() {
        return values.length;
    }

    public boolean has(int step) {
        return present.get(step);
    }

    /** The value at a step that has one. */
    public double get(int step) {
        return values[step];
    }

    public void set(int step, double value) {
        values[step] = value;
        present.set(step);
    }

    public boolean isEmpty() {
        return present.isEmpty();
    }

    /** How many steps have a value. */
    public int count() {
        return present.cardinality();
    }
}
