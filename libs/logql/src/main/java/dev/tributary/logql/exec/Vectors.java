package dev.tributary.logql.exec;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.window.StepValues;
import dev.tributary.model.Labels;

/** Series with their values at the steps of a query: what every part of a metric query gives. */
public final class Vectors {
    private final int steps;
    private final List<Labels> labels = new ArrayList<>();
    private final List<StepValues> values = new ArrayList<>();

    public Vectors(int steps) {
        this.steps = steps;
    }

    public int steps() {
        return steps;
    }

    public int size() {
        return labels.size();
    }

    public Labels labels(int series) {
        return labels.get(series);
    }

    public StepValues values(int series) {
        return values.get(series);
    }

    public void add(Labels newLabels, StepValues newValues) {
        labels.add(newLabels);
        values.add(newValues);
    }
}
