package dev.tributary.logql.plan;

import java.util.List;

import dev.tributary.logql.entry.Entry;
import dev.tributary.logql.entry.Extraction;
import dev.tributary.logql.entry.Step;

/** The steps of a query in order, with the entry they work on. Owned by one thread. */
public final class Pipeline {
    private final Step[] steps;
    private final Entry entry;

    Pipeline(List<Step> steps, Extraction extraction) {
        this.steps = steps.toArray(Step[]::new);
        this.entry = new Entry(extraction);
    }

    /** The entry in hand. */
    public Entry entry() {
        return entry;
    }

    /** Sends the entry in hand through all steps; false when one drops it. */
    public boolean process() {
        for (Step step : steps) {
            if (!step.process(entry)) {
                return false;
            }
        }
        return true;
    }
}
