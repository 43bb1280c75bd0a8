package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.model.Matcher;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.promql.failure.QueryFailure;
import org.jspecify.annotations.Nullable;

/**
 * The series of the store that one set of matchers finds. Selectors with the same matchers share it, whatever their times:
 * each widens the range before it is opened.
 */
public final class Selection implements AutoCloseable {
    private final QueryRun run;
    private final List<Matcher> matchers;
    private long minMillis = Long.MAX_VALUE;
    private long maxMillis = Long.MIN_VALUE;
    private @Nullable SeriesSelection open;

    public Selection(QueryRun run, List<Matcher> matchers) {
        this.run = run;
        this.matchers = matchers;
    }

    /** Announces a range that will be read, both ends included. */
    public void widen(long min, long max) {
        minMillis = Math.min(minMillis, min);
        maxMillis = Math.max(maxMillis, max);
    }

    List<? extends StoredSeries> series() {
        SeriesSelection selection = open;
        if (selection == null) {
            run.budget().check();
            try {
                selection = run.reader().select(new SeriesQuery(matchers, minMillis, maxMillis, run.seriesMax()));
            } catch (ReadRefusedException e) {
                throw QueryFailure.execution("expanding series: " + e.getMessage());
            }
            open = selection;
            run.budget().holdSeries(selection.series());
        }
        return selection.series();
    }

    int[] readingOrder() {
        SeriesSelection selection = open;
        return selection == null ? new int[0] : selection.readingOrder();
    }

    /** What the store has to say about the series. */
    public List<String> warnings() {
        SeriesSelection selection = open;
        return selection == null ? List.of() : selection.warnings();
    }

    @Override
    public void close() {
        SeriesSelection selection = open;
        if (selection != null) {
            selection.close();
            open = null;
        }
    }
}
