package dev.tributary.logql.ast;

import java.util.Locale;

/** What folds the elements of a vector. */
public enum VectorOperation {
    SUM, AVG, COUNT, MAX, MIN, STDDEV, STDVAR, BOTTOMK, TOPK, SORT, SORT_DESC, APPROX_TOPK;

    private final String keyword = name().toLowerCase(Locale.ROOT);

    public String keyword() {
        return keyword;
    }

    /** True where a number of elements stands before the vector. */
    public boolean hasParameter() {
        return this == BOTTOMK || this == TOPK || this == APPROX_TOPK;
    }
}
