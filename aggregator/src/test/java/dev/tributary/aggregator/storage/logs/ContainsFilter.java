package dev.tributary.aggregator.storage.logs;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.tributary.aggregator.storage.logs.deletion.LineFilter;
import dev.tributary.model.Labels;
import dev.tributary.model.port.Needle;

/** The stages are a text that the lines to be deleted hold, or {@code trace=VALUE} for their metadata. */
public record ContainsFilter(String text) implements LineFilter {
    private static final String TRACE = "trace=";

    public ContainsFilter {
        if (text.startsWith("|")) {
            throw new IllegalArgumentException("no filter: " + text);
        }
    }

    @Override
    public boolean holds(Labels stream, long timeNanos, byte[] bytes, int offset, int length, Labels metadata) {
        return text.startsWith(TRACE)
                ? metadata.get("trace").equals(text.substring(TRACE.length()))
                : new String(bytes, offset, length, StandardCharsets.UTF_8).contains(text);
    }

    @Override
    public List<Needle> needles() {
        return text.startsWith(TRACE) ? List.of() : List.of(Needle.of(text));
    }
}
