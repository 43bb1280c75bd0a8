package dev.tributary.logql.ast;

import java.util.Locale;

/** What folds the entries of a window into a number. */
public enum RangeOperation {
    COUNT_OVER_TIME,
    RATE,
    RATE_COUNTER,
    BYTES_OVER_TIME,
    BYTES_RATE,
    AVG_OVER_TIME,
    SUM_OVER_TIME,
    MIN_OVER_TIME,
    MAX_OVER_TIME,
    STDVAR_OVER_TIME,
    STDDEV_OVER_TIME,
    QUANTILE_OVER_TIME,
    FIRST_OVER_TIME,
    LAST_OVER_TIME,
    ABSENT_OVER_TIME;

    private final String keyword = name().toLowerCase(Locale.ROOT);

    public String keyword() {
        return keyword;
    }

    /** True where {@code by} and {@code without} may follow. */
    public boolean allowsGrouping() {
        return switch (this) {
            case AVG_OVER_TIME, MIN_OVER_TIME, MAX_OVER_TIME, STDVAR_OVER_TIME, STDDEV_OVER_TIME, QUANTILE_OVER_TIME,
                    FIRST_OVER_TIME, LAST_OVER_TIME ->
                true;
            case COUNT_OVER_TIME, RATE, RATE_COUNTER, BYTES_OVER_TIME, BYTES_RATE, SUM_OVER_TIME, ABSENT_OVER_TIME ->
                false;
        };
    }

    /** True where the length of lines counts. */
    public boolean readsLine() {
        return this == BYTES_OVER_TIME || this == BYTES_RATE;
    }

    /** True where the range may have an unwrapped label. */
    public boolean allowsUnwrap() {
        return switch (this) {
            case RATE, RATE_COUNTER, AVG_OVER_TIME, SUM_OVER_TIME, MIN_OVER_TIME, MAX_OVER_TIME, STDVAR_OVER_TIME,
                    STDDEV_OVER_TIME, QUANTILE_OVER_TIME, FIRST_OVER_TIME, LAST_OVER_TIME, ABSENT_OVER_TIME ->
                true;
            case COUNT_OVER_TIME, BYTES_OVER_TIME, BYTES_RATE -> false;
        };
    }

    /** True where the range may do without an unwrapped label. */
    public boolean allowsPlain() {
        return switch (this) {
            case COUNT_OVER_TIME, RATE, BYTES_OVER_TIME, BYTES_RATE, ABSENT_OVER_TIME -> true;
            case RATE_COUNTER, AVG_OVER_TIME, SUM_OVER_TIME, MIN_OVER_TIME, MAX_OVER_TIME, STDVAR_OVER_TIME,
                    STDDEV_OVER_TIME, QUANTILE_OVER_TIME, FIRST_OVER_TIME, LAST_OVER_TIME ->
                false;
        };
    }
}
