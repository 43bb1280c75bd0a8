package dev.tributary.queryapi.admin;

import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.param.BooleanParameter;
import dev.tributary.queryapi.port.StoreAdministration;

/** {@code /api/v1/admin/tsdb/snapshot}: makes a copy of the store beside it. */
public final class SnapshotRoute implements Endpoint {
    private final AdminGuard guard;

    public SnapshotRoute(AdminGuard guard) {
        this.guard = guard;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.postOrPut("/api/v1/admin/tsdb/snapshot", Work.LOOKUP, "Makes a copy of the store beside it.")
                .optional("skip_head", "true leaves the newest samples out.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        StoreAdministration store = guard.open(request);
        String name = store.snapshot(skipHead(request.parameter("skip_head")));
        return Reply.data(json -> json.beginObject().name("name").string(name).endObject());
    }

    private static boolean skipHead(String text) {
        try {
            return !text.isEmpty() && BooleanParameter.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badParameter("skip_head", "unable to parse boolean: " + e.getMessage());
        }
    }
}
