package dev.tributary.queryapi.loki;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.ErrorForm;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.loki.query.LogqlFailures;

/** An endpoint whose failures are told as Loki does. */
final class LokiEndpoint implements Endpoint {
    private final Endpoint endpoint;

    LokiEndpoint(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public RouteSpec spec() {
        return endpoint.spec();
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.LOKI;
    }

    @Override
    public Reply answer(ApiRequest request) {
        return LogqlFailures.translated(() -> endpoint.answer(request));
    }
}
