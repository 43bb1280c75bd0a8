package dev.tributary.logql.ast;

import java.util.List;

/** The labels of {@code by} or {@code without}. No labels and no {@code without} puts everything in one group. */
public record Grouping(List<String> labels, boolean without) {
    /** One group without labels. */
    public static final Grouping NONE = new Grouping(List.of(), false);

    public Grouping {
        labels = List.copyOf(labels);
    }

    /** True when no label is left. */
    public boolean isSingle() {
        return labels.isEmpty() && !without;
    }
}
