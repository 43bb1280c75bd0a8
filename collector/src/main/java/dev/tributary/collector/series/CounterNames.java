package dev.tributary.collector.series;

import java.util.List;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;

/** Tells by its name whether a series may only rise. */
public final class CounterNames {
    private static final List<String> ENDS = List.of("_total", "_count", "_sum", "_bucket");

    private CounterNames() {
    }

    /** True for the parts of counters, histograms and summaries, by the end of the name. */
    public static boolean isCounter(LabelSlices labels) {
        for (int i = 0; i < labels.size(); i++) {
            if (labels.name(i).equals(Labels.NAME)) {
                String name = labels.value(i);
                return ENDS.stream().anyMatch(name::endsWith);
            }
        }
        return false;
    }
}
