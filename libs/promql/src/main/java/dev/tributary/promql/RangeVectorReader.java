package dev.tributary.promql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.promql.QueryException.Category;
import dev.tributary.promql.QueryValue.MatrixSeries;
import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.exec.NameRules;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.StepUsage;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.function.EdgeSamples;
import dev.tributary.promql.plan.MatrixPlan;

/** Reads a range vector that is itself the answer: samples with their own times. */
final class RangeVectorReader {
    private final QueryRun run;

    RangeVectorReader(QueryRun run) {
        this.run = run;
    }

    List<MatrixSeries> read(MatrixPlan plan) {
        List<MatrixSeries> matrix = new ArrayList<>();
        Map<Labels, Integer> known = new HashMap<>();
        Worker worker = new Worker();
        List<OutputSeries> series = plan.source().series();
        for (int i = 0; i < series.size(); i++) {
            run.budget().check();
            SampleColumns samples = samples(plan, i, worker);
            if (samples.size() > 0) {
                run.budget().hold(samples.size());
                count(samples.size(), plan.readMaxMillis());
                Labels labels = NameRules.visible(series.get(i));
                if (known.putIfAbsent(labels, i) != null) {
                    throw new QueryException(Category.EXECUTION,
                            "vector cannot contain metrics with the same labelset");
                }
                matrix.add(new MatrixSeries(labels, samples));
            }
        }
        return matrix;
    }

    private void count(int samples, long timeMillis) {
        run.usage().touched(samples);
        run.usage().read(samples);
        StepUsage steps = run.usage().steps();
        if (steps != null) {
            steps.count(timeMillis, samples, samples);
        }
    }

    private SampleColumns samples(MatrixPlan plan, int series, Worker worker) {
        SampleColumns all = new SampleColumns();
        plan.source().read(series, plan.readMinMillis(), plan.readMaxMillis(), all, worker);
        SampleColumns live = new SampleColumns(all.size());
        for (int row = 0; row < all.size(); row++) {
            NativeHistogram histogram = all.histogram(row);
            if (histogram == null) {
                if (!StaleMarker.is(all.value(row))) {
                    live.add(all.timestamp(row), all.value(row));
                }
            } else if (!histogram.isStale()) {
                checkExtension(plan.extension());
                live.add(all.timestamp(row), histogram);
            }
        }
        return plan.extension() == RangeExtension.NONE || live.size() == 0
                ? live
                : EdgeSamples.extend(live, plan.startMillis(), plan.endMillis(),
                        plan.extension() == RangeExtension.SMOOTHED);
    }

    private static void checkExtension(RangeExtension extension) {
        if (extension != RangeExtension.NONE) {
            throw new QueryException(Category.EXECUTION, extension.keyword()
                    + " modifier is not supported with histograms");
        }
    }
}
