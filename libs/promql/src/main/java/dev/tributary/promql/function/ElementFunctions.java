package dev.tributary.promql.function;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

import dev.tributary.model.NativeHistogram;
import org.jspecify.annotations.Nullable;

/** Finds the functions that work on each element of a vector alone. */
public final class ElementFunctions {
    private ElementFunctions() {
    }

    /** The function of one float, or null when the name is no such function. */
    public static @Nullable DoubleUnaryOperator ofFloat(String name) {
        return FloatFunctions.ALL.get(name);
    }

    /** The calendar field of seconds since 1970, or null when the name is no such function. */
    public static @Nullable DoubleUnaryOperator calendar(String name) {
        return CalendarFunctions.ALL.get(name);
    }

    /** The function of one native histogram, or null when the name is no such function. */
    public static @Nullable ToDoubleFunction<NativeHistogram> ofHistogram(String name) {
        return HistogramFunctions.ALL.get(name);
    }
}
