package dev.tributary.queryapi.admin;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;

/** {@code /api/v1/admin/tsdb/clean_tombstones}: gives the room of deleted samples back to the disk. */
public final class CleanTombstonesRoute implements Endpoint {
    private final AdminGuard guard;

    public CleanTombstonesRoute(AdminGuard guard) {
        this.guard = guard;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.postOrPut("/api/v1/admin/tsdb/clean_tombstones", Work.LOOKUP,
                "Gives the room of deleted samples back to the disk.").content("", "");
    }

    @Override
    public Reply answer(ApiRequest request) {
        guard.open(request).cleanTombstones();
        return new Reply.NoContent();
    }
}
