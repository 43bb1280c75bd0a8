package dev.tributary.logql.window;

/** Makes a number of the numbers in a window. */
@FunctionalInterface
public interface WindowFold {
    /** The number; the window's end is in nanoseconds. */
    double fold(Samples samples, long endNanos);
}
