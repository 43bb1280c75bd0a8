package dev.tributary.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.model.port.WriterIdentity;
import org.jspecify.annotations.Nullable;

/** A batch of {@link InMemoryLogStore}: keeps what it is given and plays it into the store on commit. */
final class MemoryLogBatch implements LogBatch {
    private final InMemoryLogStore store;
    private final WriterIdentity identity;
    private final List<Runnable> writes = new ArrayList<>();
    private final List<Runnable> fresh = new ArrayList<>();
    private @Nullable Labels current;
    private String currentProblem = "no stream announced before the entry";
    private boolean ended;
    private long entries;
    private long refused;
    private String problem = "";

    MemoryLogBatch(InMemoryLogStore store, WriterIdentity identity) {
        this.store = store;
        this.identity = identity;
    }

    @Override
    public void stream(LabelSlices labels) {
        labels.sort();
        currentProblem = StoredLabels.streamProblemOf(labels);
        current = currentProblem.isEmpty() ? StoredLabels.stamp(labels.toLabels(), identity) : null;
    }

    @Override
    public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
        Labels labels = current;
        if (labels == null) {
            refused++;
            problem = problem.isEmpty() ? currentProblem : problem;
            return;
        }
        String line = new String(bytes, offset, length, StandardCharsets.UTF_8);
        LogEntry entry = new LogEntry(timestampNanos, line, metadata.toLabels());
        writes.add(() -> {
            if (store.add(labels, entry)) {
                fresh.add(() -> store.stored(labels, entry));
            }
        });
        entries++;
    }

    @Override
    public CompletionStage<LogWriteReport> commit() {
        end();
        store.apply(() -> writes.forEach(Runnable::run));
        fresh.forEach(Runnable::run);
        return CompletableFuture.completedStage(new LogWriteReport(entries, refused, problem));
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
