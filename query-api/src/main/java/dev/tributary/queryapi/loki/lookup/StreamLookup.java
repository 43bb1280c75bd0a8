package dev.tributary.queryapi.loki.lookup;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import dev.tributary.logql.LogqlEngine;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;
import dev.tributary.queryapi.loki.param.LokiBounds;

/** What the routes about streams share: whose logs, which streams, within which limits. */
public final class StreamLookup {
    private final LogReader whole;
    private final LogQueryLimits limits;
    private final InstantSource clock;

    public StreamLookup(LogReader whole, LogQueryLimits limits, InstantSource clock) {
        this.whole = whole;
        this.limits = limits;
        this.clock = clock;
    }

    LogQueryLimits limits() {
        return limits;
    }

    LogReader visibleTo(ApiRequest request) {
        return request.access().narrow(whole);
    }

    /** The time range of a request, which must not end before it starts. */
    LokiBounds bounds(ApiRequest request) {
        return LokiBounds.forward(request, clock).within(limits.lengthMax());
    }

    /** The question for names and values of labels: {@code query} may narrow it to streams. */
    LogQuery labels(ApiRequest request) {
        LokiBounds bounds = LokiBounds.of(request, clock).within(limits.lengthMax());
        return new LogQuery(optionalSelector(request), bounds.startNanos(), bounds.endNanos(), 0);
    }

    /** The matchers of {@code query}, which must narrow what is selected. */
    static List<Matcher> selector(ApiRequest request) {
        return LogqlEngine.narrowSelector(request.parameter("query"));
    }

    /** The same; none where it is left out. */
    static List<Matcher> optionalSelector(ApiRequest request) {
        return request.parameter("query").isEmpty() ? List.of() : selector(request);
    }

    /** Visits the streams that satisfy the matchers and have entries in the time range, in label order. */
    void streams(ApiRequest request, List<Matcher> matchers, long startNanos, long endNanos,
            Consumer<StoredStream> visit) {
        if (startNanos >= endNanos) {
            return;
        }
        LogQuery query = new LogQuery(matchers, startNanos, endNanos, limits.streamsMax());
        try (LogSelection selection = visibleTo(request).select(query)) {
            for (StoredStream stream : selection.streams()) {
                request.cancellation().check();
                visit.accept(stream);
            }
        }
    }
}
