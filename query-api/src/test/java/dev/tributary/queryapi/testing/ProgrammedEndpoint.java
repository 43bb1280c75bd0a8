package dev.tributary.queryapi.testing;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;

/** An endpoint that does what a test tells it at the moment. */
public final class ProgrammedEndpoint implements Endpoint {
    private final RouteSpec spec;
    private final AtomicReference<Function<ApiRequest, Reply>> answer;

    public ProgrammedEndpoint(String path, List<String> methods,
            AtomicReference<Function<ApiRequest, Reply>> answer) {
        this.spec = RouteSpec.get(path, Work.LIGHT, "test").methods(methods.toArray(String[]::new));
        this.answer = answer;
    }

    @Override
    public RouteSpec spec() {
        return spec;
    }

    @Override
    public Reply answer(ApiRequest request) {
        return answer.get().apply(request);
    }
}
