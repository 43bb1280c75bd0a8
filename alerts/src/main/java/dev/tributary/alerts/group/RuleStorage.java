package dev.tributary.alerts.group;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionException;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.MetricWriter;
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
     * Stores outputs and ends the series in {@code vanished}, all at one instant.
     *
     * @throws RuleFailure when the store takes nothing
     */
    WriteReport store(List<RuleOutput> outputs, Collection<Labels> vanished, long timeMillis) {
        if (outputs.isEmpty() && vanished.isEmpty()) {
            return new WriteReport(0, 0, 0, 0, "");
        }
        try {
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
            for (Labels labels : vanished) {
                slices.set(labels);
                batch.series(slices);
                batch.sample(timeMillis, StaleMarker.VALUE, 0);
            }
            return batch.commit().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new RuleFailure("storing the rule's result: " + String.valueOf(e.getCause()));
        } catch (dev.tributary.model.port.WriteRefusedException e) {
            throw new RuleFailure("storing the rule's result: " + e.getMessage());
        }
    }
}
