package dev.tributary.aggregator.storage.logs.read;

import java.util.List;

import dev.tributary.model.port.LogSelection;

/** The streams found, with the view they are read from. */
record FoundStreams(List<FoundStream> streams, LogView view) implements LogSelection {
    FoundStreams {
        streams = List.copyOf(streams);
    }

    @Override
    public List<String> warnings() {
        return view.damages().all();
    }

    @Override
    public void close() {
        view.close();
    }
}
