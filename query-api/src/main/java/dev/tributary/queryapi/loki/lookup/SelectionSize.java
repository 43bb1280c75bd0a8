package dev.tributary.queryapi.loki.lookup;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Matcher;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.loki.param.LokiBounds;

/** How much of all streams of a selector lies in a time range. */
record SelectionSize(List<StreamSize> streams) {
    static SelectionSize of(StreamLookup lookup, ApiRequest request, List<Matcher> matchers, LokiBounds bounds) {
        List<StreamSize> sizes = new ArrayList<>();
        lookup.streams(request, matchers, bounds.startNanos(), bounds.endNanos(),
                stream -> sizes.add(StreamSize.of(stream.stats(), bounds.startNanos(), bounds.endNanos())));
        return new SelectionSize(sizes);
    }

    /** Writes the fields of an open object. */
    void write(JsonWriter json) {
        json.name("streams").number(streams.size());
        json.name("chunks").number(streams.stream().mapToLong(StreamSize::blocks).sum());
        json.name("bytes").number(streams.stream().mapToLong(StreamSize::bytes).sum());
        json.name("entries").number(streams.stream().mapToLong(StreamSize::entries).sum());
    }
}
