package dev.tributary.collector.events.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tributary.collector.apiserver.ApiFailure;
import dev.tributary.collector.apiserver.ApiStream;
import org.jspecify.annotations.Nullable;

/** An open watch. One thread reads; any may close it, which ends the reading. */
public final class WatchStream implements AutoCloseable {
    private final ApiStream stream;
    private final MappingIterator<JsonNode> lines;

    WatchStream(InputStream body, ApiStream stream, ObjectReader reader) throws IOException {
        this.stream = stream;
        lines = reader.readValues(body);
    }

    /**
     * The next item, or null when the server ended the watch in good order. Waits.
     *
     * @throws ApiFailure  when the server says an error
     * @throws IOException when the connection breaks, or what comes is no watch
     */
    public @Nullable WatchItem next() throws IOException {
        JsonNode line = line();
        if (line == null) {
            return null;
        }
        String type = line.path("type").asText("");
        if (type.equals("ERROR")) {
            throw ApiFailure.of(0, line.path("object"), null);
        }
        JsonNode object = line.path("object");
        if (!object.isObject()) {
            throw new IOException("the watch sent an item of type '" + type + "' without an object");
        }
        try {
            return new WatchItem(WatchItem.Type.valueOf(type.toUpperCase(Locale.ROOT)), object);
        } catch (IllegalArgumentException e) {
            throw new IOException("the watch sent an item of the unknown type '" + type + "'", e);
        }
    }

    private @Nullable JsonNode line() throws IOException {
        try {
            if (!lines.hasNextValue()) {
                return null;
            }
            JsonNode line = lines.nextValue();
            return line == null ? MissingNode.getInstance() : line;
        } catch (RuntimeJsonMappingException e) {
            throw new IOException("the watch sent no JSON: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
