package dev.tributary.promql.ast;

import java.util.List;

/** The labels of {@code by} or {@code without}. No labels and no {@code without} puts everything in one group. */
public record Grouping(List<String> labels, boolean without) {
    public static final Grouping NONE = new Grouping(List.of(), false);

    public Grouping {
        labels = List.copyOf(labels);
    }
}
