package dev.tributary.queryapi.query;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.ErrorForm;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;

/** An endpoint that answers when its turn has come. */
public final class LookupEndpoint implements Endpoint {
    private final Endpoint endpoint;
    private final LookupTurns turns;

    public LookupEndpoint(Endpoint endpoint, LookupTurns turns) {
        this.endpoint = endpoint;
        this.turns = turns;
    }

    @Override
    public RouteSpec spec() {
        return endpoint.spec();
    }

    @Override
    public ErrorForm errors() {
        return endpoint.errors();
    }

    @Override
    public Reply answer(ApiRequest request) {
        return turns.take(request.cancellation(), () -> endpoint.answer(request));
    }
}
