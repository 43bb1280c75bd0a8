package dev.tributary.queryapi.admin;

import java.util.List;

import dev.tributary.model.Matcher;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.param.CommonParameters;
import dev.tributary.queryapi.param.Selectors;
import dev.tributary.queryapi.param.TimeParameter;
import dev.tributary.queryapi.port.StoreAdministration;

/** {@code /api/v1/admin/tsdb/delete_series}: deletes samples. */
public final class DeleteSeriesRoute implements Endpoint {
    private final AdminGuard guard;

    public DeleteSeriesRoute(AdminGuard guard) {
        this.guard = guard;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.postOrPut("/api/v1/admin/tsdb/delete_series", Work.LOOKUP, "Deletes samples of series.")
                .repeated("match[]", true, "Selector of the series.").optional("start", "First instant to delete.")
                .optional("end", "Last instant to delete, included.").content("", "");
    }

    @Override
    public Reply answer(ApiRequest request) {
        StoreAdministration store = guard.open(request);
        List<String> selectors = request.parameters().all("match[]");
        if (selectors.isEmpty()) {
            throw ApiException.badData("no match[] parameter provided");
        }
        long start = CommonParameters.time(request, "start", TimeParameter.MIN_MILLIS);
        long end = CommonParameters.time(request, "end", TimeParameter.MAX_MILLIS);
        // All are read before the first is carried out: a mistake in the last must not leave half a deletion.
        List<List<Matcher>> parsed = Selectors.parameter("match[]", selectors);
        // Prometheus answers {} with success and deletes nothing; nobody shall delete everything by mistake.
        Selectors.requireNarrow(parsed);
        parsed.forEach(matchers -> store.deleteSeries(matchers, start, end));
        return new Reply.NoContent();
    }
}
