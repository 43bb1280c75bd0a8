package dev.tributary.aggregator.storage.read;

import java.util.List;

import dev.tributary.model.port.SeriesSelection;

/** The series found, with the view they are read from. */
record Selection(List<FoundSeries> series, ReadView view) implements SeriesSelection {
    Selection {
        series = List.copyOf(series);
    }

    @Override
    public List<String> warnings() {
        return view.warnings();
    }

    @Override
    public void close() {
        view.close();
    }
}
