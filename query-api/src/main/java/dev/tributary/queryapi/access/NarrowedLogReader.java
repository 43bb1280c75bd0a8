package dev.tributary.queryapi.access;

import java.util.List;

import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;

/** A reader of logs that adds the matchers of a policy to every question. */
final class NarrowedLogReader implements LogReader {
    private final LogReader whole;
    private final ReadAccess access;

    NarrowedLogReader(LogReader whole, ReadAccess access) {
        this.whole = whole;
        this.access = access;
    }

    @Override
    public LogSelection select(LogQuery query) {
        return whole.select(query.and(access.matchers()));
    }

    @Override
    public List<String> labelNames(LogQuery query) {
        return whole.labelNames(query.and(access.matchers()));
    }

    @Override
    public List<String> labelValues(String name, LogQuery query) {
        return whole.labelValues(name, query.and(access.matchers()));
    }
}
