package dev.tributary.aggregator.storage.read;

import java.util.List;

import dev.tributary.model.port.SeriesSelection;

/** The series found, with the view they are read from and how they stand in it. */
record Selection(List<FoundSeries> series, ReadingOrder order, ReadView view) implements SeriesSelection {
    Selection {
        series = List.copyOf(series);
    }

    @Override
    public int[] readingOrder() {
        return view.hasChunks() ? order.of(series) : new int[0];
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
