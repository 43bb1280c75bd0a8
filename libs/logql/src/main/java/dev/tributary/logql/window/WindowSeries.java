package dev.tributary.logql.window;

/** Takes in the entries of one series, from stream after stream, and gives its values at all steps. */
public sealed interface WindowSeries permits CountedSeries, SampledSeries {
    /** An entry that belongs to some window. */
    void add(long timestampNanos, double value);

    /** Takes over the entries of a series of the same kind and windows. */
    void join(WindowSeries other);

    /** The values; ends the taking in. */
    StepValues finish();

    /** Numbers that this series keeps for another entry. */
    int heldPerEntry();
}
