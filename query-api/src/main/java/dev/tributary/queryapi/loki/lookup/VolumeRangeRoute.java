package dev.tributary.queryapi.loki.lookup;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.param.LokiBounds;
import dev.tributary.queryapi.loki.param.LokiParameters;

/**
 * {@code /loki/api/v1/index/volume_range}: how many bytes which streams hold, step by step. As in Loki a step begins at a
 * multiple of itself and its value stands at its last millisecond.
 */
public final class VolumeRangeRoute implements Endpoint {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final StreamLookup lookup;

    public VolumeRangeRoute(StreamLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public RouteSpec spec() {
        return VolumeQuestion.describe(RouteSpec.getOrPost("/loki/api/v1/index/volume_range", Work.LOOKUP,
                "How many bytes which log streams hold, step by step."))
                .optional("step", "Length of a step; a 250th of the time range unless said.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        LokiBounds bounds = lookup.bounds(request);
        long step = LokiParameters.step(request, bounds, lookup.limits().pointsMax());
        VolumeQuestion question = VolumeQuestion.of(request);
        VolumeSeries series = new VolumeSeries();
        long from = bounds.startNanos();
        while (from < bounds.endNanos()) {
            long next = from - Math.floorMod(from, step) + step;
            boolean last = next >= bounds.endNanos() || next < from;
            long to = last ? bounds.endNanos() : next;
            series.add(question.largest(lookup, request, from, to), last ? to : to - NANOS_PER_MILLI);
            from = to;
        }
        return series.reply();
    }
}
