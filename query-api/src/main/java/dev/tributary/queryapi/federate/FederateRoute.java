package dev.tributary.queryapi.federate;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Matcher;
import dev.tributary.model.port.MetricReader;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.ErrorForm;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.ByteSink;
import dev.tributary.queryapi.param.Selectors;
import dev.tributary.queryapi.query.LookupTurns;
import dev.tributary.wire.exposition.ExpositionWriter;
import dev.tributary.wire.exposition.ExpositionWriters;

/**
 * {@code /federate}: the newest sample of each series that one of the selectors matches, no older than the lookback.
 * Unlike elsewhere a selector may match everything, and none gives an empty page. The page streams: memory holds the list
 * of series and one piece of the page; a failure in the middle cuts the connection, so that a cut page is never taken for
 * a whole one.
 */
public final class FederateRoute implements Endpoint {
    private final MetricReader reader;
    private final LookupTurns turns;
    private final Duration lookback;
    private final Clock clock;

    public FederateRoute(MetricReader reader, LookupTurns turns, Duration lookback, Clock clock) {
        this.reader = reader;
        this.turns = turns;
        this.lookback = lookback;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/federate", Work.LIGHT, "The newest samples as an exposition page.").repeated("match[]",
                false, "Selector of series; several make a union.").content("", "text/plain");
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.LINE;
    }

    @Override
    public Reply answer(ApiRequest request) {
        List<List<Matcher>> selectors = request.parameters().all("match[]").stream().map(Selectors::parseAny).toList();
        ExpositionWriter writer = ExpositionWriters.forAccept(request.header("accept"));
        return new Reply.Stream(writer.contentType(), Map.of(), true,
                out -> turns.take(request.cancellation(), () -> write(request, selectors, writer, out)));
    }

    private long write(ApiRequest request, List<List<Matcher>> selectors, ExpositionWriter writer, ByteSink out) {
        long now = clock.millis();
        MetricReader narrowed = request.access().narrow(reader);
        try (FederatedSeries series = FederatedSeries.select(narrowed, selectors, now - lookback.toMillis(), now)) {
            turns.metrics().federationWarnings(series.warnings());
            FederationPage page = new FederationPage(writer, out);
            series.newest((labels, samples, row) -> {
                request.cancellation().check();
                page.add(labels, samples, row);
            });
            return page.end();
        }
    }
}
