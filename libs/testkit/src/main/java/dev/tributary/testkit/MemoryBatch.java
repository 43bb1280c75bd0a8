package dev.tributary.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;
import org.jspecify.annotations.Nullable;

/** A batch of {@link InMemoryMetricStore}: keeps what it is given and plays it into the store on commit. */
final class MemoryBatch implements MetricBatch {
    private final InMemoryMetricStore store;
    private final WriterIdentity identity;
    private final List<Runnable> writes = new ArrayList<>();
    private @Nullable Labels current;
    private String currentProblem = "no series announced before the sample";
    private boolean ended;
    private long lowestMillis = Long.MAX_VALUE;

    private long samples;
    private long histograms;
    private long exemplars;
    private long refused;
    private String problem = "";

    MemoryBatch(InMemoryMetricStore store, WriterIdentity identity) {
        this.store = store;
        this.identity = identity;
    }

    @Override
    public void series(LabelSlices labels) {
        labels.sort();
        currentProblem = StoredLabels.problemOf(labels);
        current = currentProblem.isEmpty() ? StoredLabels.stamp(labels.toLabels(), identity) : null;
    }

    @Override
    public @Nullable ClusterId seriesCluster() {
        Labels labels = current;
        return labels == null ? null : new ClusterId(labels.get(ClusterId.LABEL));
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        add(timestampMillis, value, null, startMillis);
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        add(timestampMillis, 0, histogram, startMillis);
    }

    private void add(long time, double value, @Nullable NativeHistogram histogram, long start) {
        Labels labels = current;
        if (labels == null) {
            refuse(currentProblem);
            return;
        }
        lowestMillis = Math.min(lowestMillis, time);
        writes.add(() -> {
            if (!store.seriesOf(labels).add(time, value, histogram, start)) {
                refuse("another sample with the same timestamp " + time + " is stored for series " + labels);
            } else if (histogram == null) {
                samples++;
            } else {
                histograms++;
            }
        });
    }

    private void refuse(String why) {
        refused++;
        if (problem.isEmpty()) {
            problem = why;
        }
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        Labels labels = current;
        if (labels != null) {
            writes.add(() -> {
                store.seriesOf(labels).add(exemplar);
                exemplars++;
            });
        }
    }

    @Override
    public void metadata(MetricMetadata statement) {
        writes.add(() -> store.remember(statement));
    }

    @Override
    public CompletionStage<WriteReport> commit() {
        end();
        store.apply(() -> writes.forEach(Runnable::run), lowestMillis);
        return CompletableFuture.completedStage(new WriteReport(samples, histograms, exemplars, refused, problem));
    }

    @Override
    public void discard() {
        end();
    }

    private void end() {
        if (ended) {
            throw new IllegalStateException("the batch was committed or discarded before");
        }
        ended = true;
    }
}
