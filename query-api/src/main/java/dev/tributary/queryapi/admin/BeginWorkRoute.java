package dev.tributary.queryapi.admin;

import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.ErrorType;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.port.StoreAdministration;
import dev.tributary.queryapi.port.StoreWork;

/** {@code /api/v1/admin/backup} and {@code /api/v1/admin/verify}: begin a long work and answer at once how it stands. */
public final class BeginWorkRoute implements Endpoint {
    private final AdminGuard guard;
    private final StoreWork work;

    public BeginWorkRoute(AdminGuard guard, StoreWork work) {
        this.guard = guard;
        this.work = work;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.postOrPut("/api/v1/admin/" + work.text(), Work.LIGHT, switch (work) {
            case BACKUP -> "Begins a backup into the hub's folder of backups.";
            case VERIFY -> "Begins to read all that is stored.";
        });
    }

    @Override
    public Reply answer(ApiRequest request) {
        StoreAdministration store = guard.open(request);
        if (!store.begin(work)) {
            throw new ApiException(ErrorType.TOO_MANY_REQUESTS,
                    "a " + store.status().work() + " still runs; /api/v1/admin/work tells how far it is");
        }
        return WorkStatusRoute.reply(store.status());
    }
}
