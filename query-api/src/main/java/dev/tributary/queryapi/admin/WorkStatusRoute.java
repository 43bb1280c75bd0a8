package dev.tributary.queryapi.admin;

import java.util.Locale;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.port.WorkStatus;

/** {@code /api/v1/admin/work}: how far the long work begun last is. */
public final class WorkStatusRoute implements Endpoint {
    private final AdminGuard guard;

    public WorkStatusRoute(AdminGuard guard) {
        this.guard = guard;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/admin/work", Work.LIGHT, "How far the backup or verification begun last is.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        return reply(guard.open(request).status());
    }

    static Reply reply(WorkStatus status) {
        return Reply.data(json -> json.beginObject().name("work").string(status.work()).name("state")
                .string(status.state().name().toLowerCase(Locale.ROOT)).name("doneBytes").number(status.doneBytes())
                .name("totalBytes").number(status.totalBytes()).name("result").string(status.result())
                .name("problems").strings(status.problems()).endObject());
    }
}
