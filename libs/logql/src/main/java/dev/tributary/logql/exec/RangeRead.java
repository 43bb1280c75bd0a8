package dev.tributary.logql.exec;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.ast.Grouping;
import dev.tributary.logql.ast.LogRange;
import dev.tributary.logql.ast.MetricExpr.RangeAggregate;
import dev.tributary.logql.ast.RangeOperation;
import dev.tributary.logql.line.LineConditions;
import dev.tributary.logql.window.Grid;
import dev.tributary.logql.window.StepValues;
import dev.tributary.logql.window.Windows;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.StoredStream;
import org.jspecify.annotations.Nullable;

/**
 * A range aggregation: reads the entries of all windows once and folds them per series. The streams are shared out among the
 * query's threads, each taking a run of them, so that the entries of a series come in the same order whatever their number.
 */
final class RangeRead {
    private final QueryRun run;
    private final RangeAggregate aggregate;
    private final @Nullable Grouping grouping;
    private final Windows windows;

    /**
     * A read.
     *
     * @param outer the grouping of a sum around the aggregation, whose labels are all that is wanted then; null otherwise
     */
    RangeRead(QueryRun run, RangeAggregate aggregate, @Nullable Grouping outer, Grid grid) {
        this.run = run;
        this.aggregate = aggregate;
        this.grouping = outer == null ? aggregate.grouping() : outer;
        LogRange range = aggregate.range();
        this.windows = new Windows(grid, range.range().toNanos(), range.offset().toNanos());
    }

    Vectors read() {
        // First of all: it finds what is wrong with a pattern.
        RangeWork all = newWork();
        LogQuery query = new LogQuery(aggregate.range().input().matchers(), windows.firstNanos(),
                windows.behindNanos(), run.budget().limits().streamsMax(),
                run.optimises() ? LineConditions.needles(aggregate.range().input().stages()) : List.of());
        run.read(query, selection -> read(all, selection.streams()));
        return aggregate.operation() == RangeOperation.ABSENT_OVER_TIME ? absent(all) : finish(all);
    }

    private RangeWork newWork() {
        return new RangeWork(run, aggregate, grouping, windows);
    }

    private void read(RangeWork first, List<? extends StoredStream> streams) {
        int shares = Math.clamp(streams.size(), 1, run.parallelism());
        List<RangeWork> later = new ArrayList<>();
        List<Runnable> parts = new ArrayList<>();
        for (int i = 0; i < shares; i++) {
            List<? extends StoredStream> share = streams.subList(streams.size() * i / shares,
                    streams.size() * (i + 1) / shares);
            RangeWork work = i == 0 ? first : newWork();
            parts.add(() -> work.read(share));
            if (i > 0) {
                later.add(work);
            }
        }
        run.together(parts);
        later.forEach(first::join);
    }

    private Vectors finish(RangeWork work) {
        Vectors vectors = new Vectors(windows.grid().steps());
        for (int i = 0; i < work.size(); i++) {
            StepValues values = work.series(i).finish();
            if (!values.isEmpty()) {
                vectors.add(work.labels(i), values);
            }
        }
        return vectors;
    }

    /** One series, present at the steps whose windows hold no entry. */
    private Vectors absent(RangeWork work) {
        StepValues counted = new StepValues(windows.grid().steps());
        for (int i = 0; i < work.size(); i++) {
            StepValues values = work.series(i).finish();
            for (int step = 0; step < values.steps(); step++) {
                if (values.has(step)) {
                    counted.set(step, 1);
                }
            }
        }
        StepValues missing = new StepValues(counted.steps());
        for (int step = 0; step < counted.steps(); step++) {
            if (!counted.has(step)) {
                missing.set(step, 1);
            }
        }
        Vectors vectors = new Vectors(counted.steps());
        if (!missing.isEmpty()) {
            vectors.add(absentLabels(aggregate.range().input().matchers()), missing);
        }
        return vectors;
    }

    /** The labels that the selector asks to be equal to something, once each. */
    private static Labels absentLabels(List<Matcher> matchers) {
        Labels.Builder builder = Labels.builder();
        List<String> unclear = new ArrayList<>();
        for (Matcher matcher : matchers) {
            if (matcher.type() == MatchType.EQUAL && builder.get(matcher.name()).isEmpty()) {
                builder.set(matcher.name(), matcher.value());
            } else {
                unclear.add(matcher.name());
            }
        }
        unclear.forEach(builder::remove);
        return builder.remove(Labels.NAME).build();
    }
}
