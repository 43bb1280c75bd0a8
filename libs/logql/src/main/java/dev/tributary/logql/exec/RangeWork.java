package dev.tributary.logql.exec;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.ast.Grouping;
import dev.tributary.logql.ast.LogRange;
import dev.tributary.logql.ast.MetricExpr.RangeAggregate;
import dev.tributary.logql.ast.RangeOperation;
import dev.tributary.logql.ast.Unwrap;
import dev.tributary.logql.plan.Pipeline;
import dev.tributary.logql.plan.WantedLabels;
import dev.tributary.logql.window.CountedSeries;
import dev.tributary.logql.window.SampledSeries;
import dev.tributary.logql.window.WindowSeries;
import dev.tributary.logql.window.Windows;
import dev.tributary.model.Labels;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.StoredStream;
import org.jspecify.annotations.Nullable;

/** Sends the entries of some streams through the pipeline of a range aggregation, into series. Owned by one thread. */
final class RangeWork {
    private final RangeAggregate aggregate;
    private final Windows windows;
    private final Meter meter;
    private final SeriesLabels labels;
    private final Pipeline pipeline;
    private final EntryNumber number;
    private final List<WindowSeries> series = new ArrayList<>();

    /** Work; the grouping is that of the aggregation or of a sum around it, null where all labels stay. */
    RangeWork(QueryRun run, RangeAggregate aggregate, @Nullable Grouping grouping, Windows windows) {
        this.aggregate = aggregate;
        this.windows = windows;
        this.meter = new Meter(run.budget());
        LogRange range = aggregate.range();
        boolean noLabels = aggregate.operation() == RangeOperation.ABSENT_OVER_TIME
                || grouping != null && grouping.isSingle();
        Unwrap unwrap = range.unwrap();
        this.labels = seriesLabels(grouping, noLabels, unwrap);
        this.pipeline = run.planner().pipeline(range.input().stages(), WantedLabels.of(range, grouping, noLabels),
                aggregate.operation().readsLine());
        this.number = EntryNumber.of(aggregate.operation(), unwrap);
    }

    private static SeriesLabels seriesLabels(@Nullable Grouping grouping, boolean noLabels, @Nullable Unwrap unwrap) {
        List<String> groups = new ArrayList<>(grouping == null ? List.of() : grouping.labels());
        boolean without = grouping != null && grouping.without();
        if (unwrap != null && (groups.isEmpty() || without)) {
            groups.add(unwrap.label());
            without = true;
        }
        return new SeriesLabels(groups, without, noLabels);
    }

    /** Reads streams one after the other. */
    void read(List<? extends StoredStream> streams) {
        for (StoredStream stream : streams) {
            pipeline.entry().stream(stream.labels());
            try (EntryCursor cursor = stream.entries(LogDirection.FORWARD)) {
                read(cursor);
            }
        }
        meter.tell();
    }

    private void read(EntryCursor cursor) {
        while (cursor.next()) {
            Labels metadata = cursor.metadata();
            int bytes = cursor.lineBytes();
            meter.read(bytes, metadata.isEmpty() ? 0 : metadata.utf8Length());
            long time = cursor.timestampNanos();
            if (windows.firstStep(time) >= windows.behindStep(time)) {
                continue;
            }
            pipeline.entry().start(time, cursor.lineArray(), cursor.lineOffset(), bytes, metadata);
            if (pipeline.process() && number.read(pipeline.entry())) {
                meter.kept();
                add(time, number.value());
            }
        }
    }

    private void add(long time, double value) {
        int index = labels.of(pipeline.entry().labels());
        if (index == series.size()) {
            meter.hold(2L * windows.grid().steps());
            series.add(newSeries());
        }
        WindowSeries target = series.get(index);
        meter.hold(target.heldPerEntry());
        target.add(time, value);
    }

    private WindowSeries newSeries() {
        double seconds = windows.rangeNanos() / 1e9;
        boolean unwrapped = aggregate.range().unwrap() != null;
        return switch (aggregate.operation()) {
            case COUNT_OVER_TIME, ABSENT_OVER_TIME -> new CountedSeries(windows, false, 1);
            case BYTES_OVER_TIME -> new CountedSeries(windows, true, 1);
            case BYTES_RATE -> new CountedSeries(windows, true, seconds);
            case RATE -> unwrapped
                    ? new SampledSeries(windows, RangeFolds.of(aggregate, windows))
                    : new CountedSeries(windows, false, seconds);
            case RATE_COUNTER, AVG_OVER_TIME, SUM_OVER_TIME, MIN_OVER_TIME, MAX_OVER_TIME, STDVAR_OVER_TIME,
                    STDDEV_OVER_TIME, QUANTILE_OVER_TIME, FIRST_OVER_TIME, LAST_OVER_TIME ->
                new SampledSeries(windows, RangeFolds.of(aggregate, windows));
        };
    }

    /** Takes over the series of work on later streams. */
    void join(RangeWork later) {
        for (int i = 0; i < later.series.size(); i++) {
            int index = labels.numberOf(later.labels.labels(i));
            if (index == series.size()) {
                series.add(later.series.get(i));
            } else {
                series.get(index).join(later.series.get(i));
            }
        }
    }

    int size() {
        return series.size();
    }

    Labels labels(int index) {
        return labels.labels(index);
    }

    WindowSeries series(int index) {
        return series.get(index);
    }
}
