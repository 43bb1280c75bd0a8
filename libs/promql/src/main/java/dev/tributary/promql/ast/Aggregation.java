package dev.tributary.promql.ast;

/** The aggregation operators. */
public enum Aggregation {
    AVG, BOTTOMK, COUNT, COUNT_VALUES, GROUP, MAX, MIN, QUANTILE, STDDEV, STDVAR, SUM, TOPK, LIMITK, LIMIT_RATIO;

    /** The keyword. */
    public String keyword() {
        return switch (this) {
            case AVG -> "avg";
            case BOTTOMK -> "bottomk";
            case COUNT -> "count";
            case COUNT_VALUES -> "count_values";
            case GROUP -> "group";
            case MAX -> "max";
            case MIN -> "min";
            case QUANTILE -> "quantile";
            case STDDEV -> "stddev";
            case STDVAR -> "stdvar";
            case SUM -> "sum";
            case TOPK -> "topk";
            case LIMITK -> "limitk";
            case LIMIT_RATIO -> "limit_ratio";
        };
    }

    /** True when a parameter comes before the vector. */
    public boolean hasParameter() {
        return switch (this) {
            case BOTTOMK, COUNT_VALUES, QUANTILE, TOPK, LIMITK, LIMIT_RATIO -> true;
            case AVG, COUNT, GROUP, MAX, MIN, STDDEV, STDVAR, SUM -> false;
        };
    }

    /** True when the operator needs the experimental functions to be enabled. */
    public boolean isExperimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }
}
