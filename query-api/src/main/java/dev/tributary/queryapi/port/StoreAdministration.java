package dev.tributary.queryapi.port;

import java.util.List;

import dev.tributary.model.Matcher;

/** Changes to the store, and long works on it, that only an operator may ask for. Safe for several threads. */
public interface StoreAdministration {
    /** Deletes the samples of the series that satisfy all matchers in the closed time range; gone when this returns. */
    void deleteSeries(List<Matcher> matchers, long minMillis, long maxMillis);

    /** Gives the room of deleted samples back to the disk; done when this returns. */
    void cleanTombstones();

    /** Makes a copy of the store beside it and gives the copy's name. */
    String snapshot(boolean skipHead);

    /**
     * Begins a long work and returns at once. One runs at a time.
     *
     * @return false when another one still runs
     */
    boolean begin(StoreWork work);

    /** How far the work begun last is. */
    WorkStatus status();
}
