package dev.tributary.promql.function;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.promql.ast.FunctionSignature;
import dev.tributary.promql.ast.ValueType;
import org.jspecify.annotations.Nullable;

import static dev.tributary.promql.ast.ValueType.MATRIX;
import static dev.tributary.promql.ast.ValueType.SCALAR;
import static dev.tributary.promql.ast.ValueType.STRING;
import static dev.tributary.promql.ast.ValueType.VECTOR;

/** Names, arities and types of all functions, as Prometheus 3.14 has them. */
public final class Signatures {
    private static final Map<String, FunctionSignature> ALL = new TreeMap<>();

    static {
        elementwise();
        calendar();
        overTime();
        histograms();
        labelsAndOrder();
        scalars();
    }

    private Signatures() {
    }

    /** The signature of a name, or null for a name that is no function. */
    public static @Nullable FunctionSignature find(String name) {
        return ALL.get(name);
    }

    /** All functions in name order. */
    public static Collection<FunctionSignature> all() {
        return List.copyOf(ALL.values());
    }

    private static void elementwise() {
        for (String name : List.of("abs", "absent", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos",
                "cosh", "deg", "exp", "floor", "ln", "log10", "log2", "rad", "sgn", "sin", "sinh", "sqrt", "tan",
                "tanh",
                "timestamp")) {
            add(name, VECTOR, VECTOR);
        }
        add("clamp", VECTOR, VECTOR, SCALAR, SCALAR);
        add("clamp_max", VECTOR, VECTOR, SCALAR);
        add("clamp_min", VECTOR, VECTOR, SCALAR);
        addVariadic("round", 1, VECTOR, SCALAR);
        addExperimental("start_timestamp", 0, VECTOR, VECTOR);
    }

    private static void calendar() {
        for (String name : List.of("days_in_month", "day_of_month", "day_of_week", "day_of_year", "hour", "minute",
                "month",
                "year")) {
            addVariadic(name, 1, VECTOR);
        }
    }

    private static void overTime() {
        for (String name : List.of("absent_over_time", "avg_over_time", "changes", "count_over_time", "delta", "deriv",
                "first_over_time", "idelta", "increase", "irate", "last_over_time", "max_over_time", "min_over_time",
                "present_over_time", "rate", "resets", "stddev_over_time", "stdvar_over_time", "sum_over_time")) {
            add(name, VECTOR, MATRIX);
        }
        add("predict_linear", VECTOR, MATRIX, SCALAR);
        add("quantile_over_time", VECTOR, SCALAR, MATRIX);
        addExperimental("double_exponential_smoothing", 0, VECTOR, MATRIX, SCALAR, SCALAR);
        for (String name : List.of("mad_over_time", "ts_of_first_over_time", "ts_of_max_over_time",
                "ts_of_min_over_time",
                "ts_of_last_over_time")) {
            addExperimental(name, 0, VECTOR, MATRIX);
        }
    }

    private static void histograms() {
        for (String name : List.of("histogram_avg", "histogram_count", "histogram_sum", "histogram_stddev",
                "histogram_stdvar")) {
            add(name, VECTOR, VECTOR);
        }
        add("histogram_fraction", VECTOR, SCALAR, SCALAR, VECTOR);
        add("histogram_quantile", VECTOR, SCALAR, VECTOR);
        addExperimental("histogram_quantiles", 9, VECTOR, VECTOR, STRING, SCALAR, SCALAR);
    }

    private static void labelsAndOrder() {
        add("label_replace", VECTOR, VECTOR, STRING, STRING, STRING, STRING);
        addVariadic("label_join", -1, VECTOR, STRING, STRING, STRING);
        addExperimental("info", 1, VECTOR, VECTOR, VECTOR);
        add("sort", VECTOR, VECTOR);
        add("sort_desc", VECTOR, VECTOR);
        addExperimental("sort_by_label", -1, VECTOR, VECTOR, STRING);
        addExperimental("sort_by_label_desc", -1, VECTOR, VECTOR, STRING);
    }

    private static void scalars() {
        add("pi", SCALAR);
        add("time", SCALAR);
        add("scalar", SCALAR, VECTOR);
        add("vector", VECTOR, SCALAR);
        for (String name : List.of("start", "end", "range", "step")) {
            addExperimental(name, 0, SCALAR);
        }
        addExperimental("max_of", 0, SCALAR, SCALAR, SCALAR);
        addExperimental("min_of", 0, SCALAR, SCALAR, SCALAR);
    }

    private static void add(String name, ValueType result, ValueType... arguments) {
        ALL.put(name, new FunctionSignature(name, List.of(arguments), 0, result, false));
    }

    private static void addVariadic(String name, int variadic, ValueType... arguments) {
        ALL.put(name, new FunctionSignature(name, List.of(arguments), variadic, VECTOR, false));
    }

    private static void addExperimental(String name, int variadic, ValueType result, ValueType... arguments) {
        ALL.put(name, new FunctionSignature(name, List.of(arguments), variadic, result, true));
    }
}
