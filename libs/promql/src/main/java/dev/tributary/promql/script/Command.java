package dev.tributary.promql.script;

import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import org.jspecify.annotations.Nullable;

/** One command of a script; the line is that of its first word. */
sealed interface Command {
    int line();

    /** Forgets all series. */
    record Clear(int line) implements Command {
    }

    /** Adds series; {@code withCustomBuckets} also adds classic histograms as native ones. */
    record Load(int line, Map<Labels, SampleColumns> series, boolean withCustomBuckets) implements Command {
    }

    /** Evaluates a query at times in milliseconds; start and end are equal for an instant query, its step is zero. */
    record Eval(int line, String query, long startMillis, long endMillis, long stepMillis, Expectation expectation)
            implements
                Command {
        boolean isRange() {
            return stepMillis > 0;
        }
    }

    /** Series that a result must have, in the order of the script. */
    record Expected(Labels labels, List<Point> points) {
    }

    /** The times that the points of an expected range vector stand for. */
    record Times(long startMillis, long endMillis, long stepMillis) {
    }

    /** What a result must be. */
    record Expectation(List<Expected> series, @Nullable Double scalar, @Nullable String text,
            @Nullable Times rangeVector,
            Outcome outcome) {
        /** True when nothing but a number is expected. */
        boolean isScalar() {
            return scalar != null;
        }
    }

    /** Order, failure and annotations that are expected. */
    record Outcome(boolean ordered, @Nullable TextPattern failure, List<TextPattern> warnings, List<TextPattern> infos,
            boolean noWarnings, boolean noInfos, boolean anyWarning, boolean anyInfo) {
    }
}
