package dev.tributary.promql;

import java.util.Set;

/** The experimental parts of PromQL that {@link EngineOptions#features} can switch on, by Prometheus' names. */
public final class Features {
    /** {@code limitk}, {@code info}, {@code sort_by_label} and the other experimental functions. */
    public static final String EXPERIMENTAL_FUNCTIONS = "promql-experimental-functions";
    /** {@code anchored} and {@code smoothed}. */
    public static final String EXTENDED_RANGE_SELECTORS = "promql-extended-range-selectors";
    /** {@code fill}, {@code fill_left} and {@code fill_right}. */
    public static final String FILL_MODIFIERS = "promql-binop-fill-modifiers";
    /** Metric names are dropped at the end of a query only. */
    public static final String DELAYED_NAME_REMOVAL = "promql-delayed-name-removal";
    /** {@code __type__} tells what a counter is. */
    public static final String TYPE_AND_UNIT_LABELS = "type-and-unit-labels";
    /** Start timestamps of samples tell counter resets. */
    public static final String START_TIMESTAMPS = "use-start-timestamps";
    /** Statistics count the samples of every step for those who ask for it. */
    public static final String PER_STEP_STATS = "promql-per-step-stats";
    /** Accepted and without effect: duration expressions are always on. */
    public static final String DURATION_EXPRESSIONS = "promql-duration-expr";

    /** Every feature an engine knows. */
    public static final Set<String> KNOWN = Set.of(EXPERIMENTAL_FUNCTIONS, EXTENDED_RANGE_SELECTORS, FILL_MODIFIERS,
            DELAYED_NAME_REMOVAL, TYPE_AND_UNIT_LABELS, START_TIMESTAMPS, PER_STEP_STATS, DURATION_EXPRESSIONS);

    private Features() {
    }
}
