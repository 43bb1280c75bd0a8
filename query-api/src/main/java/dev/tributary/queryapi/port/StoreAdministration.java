package dev.tributary.queryapi.port;

import java.util.List;

import dev.tributary.model.Matcher;

/** Changes to the store that only an operator may ask for. Calls block until the change is safe. */
public interface StoreAdministration {
    /** Deletes the samples of the series that satisfy all matchers in the closed time range. */
    void deleteSeries(List<Matcher> matchers, long minMillis, long maxMillis);

    /** Gives the room of deleted samples back to the disk. */
    void cleanTombstones();

    /** Makes a copy of the store beside it and gives the copy's name. */
    String snapshot(boolean skipHead);
}
