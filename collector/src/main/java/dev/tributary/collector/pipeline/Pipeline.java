package dev.tributary.collector.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The stages of one stream of entries, in order. Owned by one thread. */
public final class Pipeline {
    private final EntryTarget first;
    private final List<HoldingStage> holding = new ArrayList<>();

    /** Opens the stages for a stream whose entries end in the target. */
    Pipeline(List<StagePlan> plans, EntryTarget end, LongSupplier lastTime) {
        EntryTarget next = end;
        for (int i = plans.size() - 1; i >= 0; i--) {
            next = plans.get(i).open(next, lastTime);
            if (next instanceof HoldingStage stage) {
                holding.addFirst(stage);
            }
        }
        first = next;
    }

    /** Sends an entry through. */
    public void accept(PipelineEntry entry) {
        first.accept(entry);
    }

    /** Where in the file the oldest entry begins that a stage keeps back; {@link Long#MAX_VALUE} for none. */
    public long heldFrom() {
        long from = Long.MAX_VALUE;
        for (HoldingStage stage : holding) {
            from = Math.min(from, stage.heldFrom());
        }
        return from;
    }

    /** True when something is kept back that has waited long enough. */
    public boolean isDue(long nowNanos) {
        for (HoldingStage stage : holding) {
            if (stage.isDue(nowNanos)) {
                return true;
            }
        }
        return false;
    }

    /** Passes on all that is kept back. */
    public void flush() {
        holding.forEach(HoldingStage::flush);
    }
}
