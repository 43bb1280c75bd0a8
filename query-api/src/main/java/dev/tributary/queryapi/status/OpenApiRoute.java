package dev.tributary.queryapi.status;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;

/** {@code /api/v1/openapi.yaml}: the description of all routes, made from what the routes say of themselves. */
public final class OpenApiRoute implements Endpoint {
    private static final RouteSpec SPEC = RouteSpec.get("/api/v1/openapi.yaml", Work.LIGHT, "This description.")
            .content("",
                    "application/yaml");

    private final String document;

    /** Describes the given routes and this one. */
    public OpenApiRoute(List<RouteSpec> others) {
        document = OpenApiDocument.yaml(
                Stream.concat(others.stream(), Stream.of(SPEC)).sorted(Comparator.comparing(RouteSpec::path)).toList());
    }

    @Override
    public RouteSpec spec() {
        return SPEC;
    }

    @Override
    public Reply answer(ApiRequest request) {
        return new Reply.Text(200, "application/yaml; charset=utf-8", document);
    }
}
