package dev.tributary.app.query;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import dev.tributary.model.Labels;

/** The labels of several series laid out as columns: the metric name first, then every label name in order. */
record LabelColumns(List<String> names) {
    LabelColumns {
        names = List.copyOf(names);
    }

    static LabelColumns of(List<Labels> series) {
        TreeSet<String> names = new TreeSet<>();
        for (Labels labels : series) {
            names.addAll(labels.names());
        }
        boolean named = names.remove(Labels.NAME);
        List<String> columns = new ArrayList<>(names);
        if (named) {
            columns.addFirst(Labels.NAME);
        }
        return new LabelColumns(columns);
    }

    List<String> heading(String... further) {
        List<String> heading = new ArrayList<>(names);
        heading.addAll(List.of(further));
        return heading;
    }

    List<String> row(Labels labels, String... further) {
        List<String> row = new ArrayList<>();
        for (String name : names) {
            row.add(labels.get(name));
        }
        row.addAll(List.of(further));
        return row;
    }
}
