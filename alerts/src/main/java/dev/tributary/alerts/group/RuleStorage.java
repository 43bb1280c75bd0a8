package dev.tributary.alerts.group;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import dev.tributary.alerts.rule.RuleFailure;
import dev.tributary.alerts.rule.RuleOutput;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;

/** Writes what rules give into the store, one durable batch per rule, so that the next rule reads it. */
public final class RuleStorage {
    private final MetricWriter writer;
    private final WriterIdentity identity;

    public RuleStorage(MetricWriter writer, WriterIdentity identity) {
        this.writer = writer;
        this.identity = identity;
    }

    /**
     * Stores outputs and ends the series in {@code vanished}, all at one instant. A marker that is refused is no failure:
     * another rule goes on with that series.
     *
     * @return what became of the outputs
     * @throws RuleFailure when the store takes nothing
     */
    public WriteReport store(List<RuleOutput> outputs, Collection<Labels> vanished, long timeMillis) {
        try {
            CompletionStage<WriteReport> stored = commit(outputs, timeMillis);
            CompletionStage<WriteReport> ended = commit(
                    vanished.stream().map(labels -> RuleOutput.of(labels, StaleMarker.VALUE)).toList(), timeMillis);
            ended.toCompletableFuture().join();
            return stored.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new RuleFailure("storing the rule's result: " + String.valueOf(e.getCause()));
        } catch (WriteRefusedException e) {
            throw new RuleFailure("storing the rule's result: " + e.getMessage());
        }
    }

    private CompletionStage<WriteReport> commit(List<RuleOutput> outputs, long timeMillis) {
        if (outputs.isEmpty()) {
            return CompletableFuture.completedStage(new WriteReport(0, 0, 0, 0, ""));
        }
        MetricBatch batch = writer.begin(identity);
        LabelSlices slices = new LabelSlices();
        for (RuleOutput output : outputs) {
            slices.set(output.labels());
            batch.series(slices);
            if (output.histogram() == null) {
                batch.sample(timeMillis, output.value(), 0);
            } else {
                batch.histogram(timeMillis, output.histogram(), 0);
            }
        }
        return batch.commit();
    }
}
