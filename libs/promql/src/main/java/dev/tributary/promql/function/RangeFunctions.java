package dev.tributary.promql.function;

import java.util.Map;
import java.util.Set;

import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.failure.QueryFailure;
import org.jspecify.annotations.Nullable;

/** The functions over windows: how each is made and how it treats names and extended selectors. */
public final class RangeFunctions {
    private static final Set<String> ANCHORED = Set.of("changes", "delta", "increase", "rate", "resets");
    private static final Set<String> SMOOTHED = Set.of("delta", "increase", "rate");

    private static final Map<String, RangeFunctions> ALL = Map.ofEntries(
            entry("absent_over_time", _ -> SampleOverTime.present()), entry("avg_over_time", AverageOverTime::new),
            entry("changes", call -> new ChangeFunction(call, false)),
            entry("count_over_time", _ -> SampleOverTime.count()),
            entry("delta", call -> new RateFunction(call, RateFunction.Kind.DELTA)),
            entry("deriv", call -> new RegressionFunction(call, false)),
            entry("double_exponential_smoothing", SmoothingFunction::new),
            entry("first_over_time", _ -> SampleOverTime.first()),
            entry("idelta", call -> new InstantDeltaFunction(call, false)),
            entry("increase", call -> new RateFunction(call, RateFunction.Kind.INCREASE)),
            entry("irate", call -> new InstantDeltaFunction(call, true)),
            entry("last_over_time", _ -> SampleOverTime.last()),
            entry("mad_over_time", call -> new QuantileOverTime(call, true)),
            entry("max_over_time", call -> new ExtremeOverTime(call, true, false)),
            entry("min_over_time", call -> new ExtremeOverTime(call, false, false)),
            entry("predict_linear", call -> new RegressionFunction(call, true)),
            entry("present_over_time", _ -> SampleOverTime.present()),
            entry("quantile_over_time", call -> new QuantileOverTime(call, false)),
            entry("rate", call -> new RateFunction(call, RateFunction.Kind.RATE)),
            entry("resets", call -> new ChangeFunction(call, true)),
            entry("stddev_over_time", call -> new VarianceOverTime(call, true)),
            entry("stdvar_over_time", call -> new VarianceOverTime(call, false)),
            entry("sum_over_time", SumOverTime::new),
            entry("ts_of_first_over_time", _ -> SampleOverTime.timeOfFirst()),
            entry("ts_of_last_over_time", _ -> SampleOverTime.timeOfLast()),
            entry("ts_of_max_over_time", call -> new ExtremeOverTime(call, true, true)),
            entry("ts_of_min_over_time", call -> new ExtremeOverTime(call, false, true)));

    private final String name;
    private final Maker maker;

    /** Makes an instance for one thread. */
    private interface Maker {
        RangeFunction make(RangeCall call);
    }

    private RangeFunctions(String name, Maker maker) {
        this.name = name;
        this.maker = maker;
    }

    private static Map.Entry<String, RangeFunctions> entry(String name, Maker maker) {
        return Map.entry(name, new RangeFunctions(name, maker));
    }

    /** The function of a name, or null for a function that takes no window. */
    public static @Nullable RangeFunctions find(String name) {
        return ALL.get(name);
    }

    public String name() {
        return name;
    }

    /** A new instance, for one thread. */
    public RangeFunction make(RangeCall call) {
        return maker.make(call);
    }

    /** True for the functions that act like an offset: the value is still one of the metric. */
    public boolean keepsName() {
        return name.equals("first_over_time") || name.equals("last_over_time");
    }

    /** True for the functions that look at start timestamps when the engine does. */
    public boolean usesStartTimes() {
        return name.equals("rate") || name.equals("irate") || name.equals("increase") || name.equals("resets");
    }

    /** True for the functions that only make sense for counters and say so when the name suggests another metric. */
    public boolean expectsCounter() {
        return name.equals("rate") || name.equals("increase");
    }

    /**
     * Refuses an extended selector on a function that cannot work with samples outside the window.
     *
     * @throws QueryFailure in Prometheus' words
     */
    public void checkExtension(RangeExtension extension) {
        Set<String> allowed = switch (extension) {
            case NONE -> Set.of(name);
            case ANCHORED -> ANCHORED;
            case SMOOTHED -> SMOOTHED;
        };
        if (!allowed.contains(name)) {
            throw QueryFailure.execution(extension.keyword() + " modifier can only be used with: "
                    + String.join(", ", allowed.stream().sorted().toList()) + " - not with " + name);
        }
    }
}
