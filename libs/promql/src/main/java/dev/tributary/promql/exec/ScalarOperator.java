package dev.tributary.promql.exec;

/** A part of a query whose value is one number at each step. */
public interface ScalarOperator {
    /** The numbers of all steps; computed when first asked for. Must not be written to. */
    double[] values();
}
