package dev.tributary.queryapi.loki.lookup;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.param.LokiBounds;

/** {@code /loki/api/v1/index/volume}: how many bytes which streams hold in a time range. */
public final class VolumeRoute implements Endpoint {
    private final StreamLookup lookup;

    public VolumeRoute(StreamLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public RouteSpec spec() {
        return VolumeQuestion.describe(RouteSpec.getOrPost("/loki/api/v1/index/volume", Work.LOOKUP,
                "How many bytes which log streams hold."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        LokiBounds bounds = lookup.bounds(request);
        VolumeQuestion question = VolumeQuestion.of(request);
        VolumeSeries series = new VolumeSeries();
        series.add(question.largest(lookup, request, bounds.startNanos(), bounds.endNanos()), bounds.endNanos());
        return series.reply();
    }
}
