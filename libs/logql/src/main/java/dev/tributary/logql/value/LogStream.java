package dev.tributary.logql.value;

import java.util.List;

import dev.tributary.model.Labels;

/** Lines with the same labels, in the order of time that was asked for. */
public record LogStream(Labels labels, List<LogLine> lines) {
    public LogStream {
        lines = List.copyOf(lines);
    }
}
