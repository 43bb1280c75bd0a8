package dev.tributary.queryapi.loki.lookup;

import java.util.regex.Pattern;

import dev.tributary.logql.LogqlEngine;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.loki.param.LokiBounds;

/**
 * {@code /loki/api/v1/index/shards}: into which parts a query may be cut to be run on several machines. A hub runs it by
 * itself, so there is one part with everything, whatever size is asked for.
 */
public final class IndexShardsRoute implements Endpoint {
    private static final String SIZE = "targetBytesPerShard";
    private static final Pattern SIZE_FORM = Pattern.compile("0*[1-9][0-9]{0,17}([KMGTPE]?B|[KMGTPE])?",
            Pattern.CASE_INSENSITIVE);
    /** All bits set: the last of Loki's fingerprints of streams. */
    private static final long LAST_FINGERPRINT = -1;

    private final StreamLookup lookup;

    public IndexShardsRoute(StreamLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public RouteSpec spec() {
        RouteSpec spec = RouteSpec.getOrPost("/loki/api/v1/index/shards", Work.LOOKUP,
                "The parts a query may be run in: one, with everything that its selector matches.");
        return LokiReplies.describe(LokiBounds.describe(spec.required("query", "LogQL log query."))
                .required(SIZE, "Bytes a part should have, as 500MB; the one part has what it has."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        LokiBounds bounds = lookup.bounds(request);
        if (!SIZE_FORM.matcher(request.parameter(SIZE)).matches()) {
            throw ApiException.badData(SIZE + " must be a positive value");
        }
        SelectionSize size = SelectionSize.of(lookup, request,
                LogqlEngine.pipeline(request.parameter("query")).matchers(), bounds);
        return LokiReplies.object(json -> {
            json.name("shards").beginArray().beginObject();
            json.name("bounds").beginObject().name("min").number(0).name("max").unsigned(LAST_FINGERPRINT).endObject();
            json.name("stats").beginObject();
            size.write(json);
            json.endObject().endObject().endArray();
            json.name("statistics").beginObject().endObject().name("chunkGroups").beginArray().endArray();
        });
    }
}
