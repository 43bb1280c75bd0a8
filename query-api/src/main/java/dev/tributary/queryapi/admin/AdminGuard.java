package dev.tributary.queryapi.admin;

import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.ErrorType;
import dev.tributary.queryapi.port.StoreAdministration;
import dev.tributary.queryapi.status.FullView;
import org.jspecify.annotations.Nullable;

/** Opens the administration of the store to those who may use it; it is off unless the hub was set up with it. */
public final class AdminGuard {
    private final @Nullable StoreAdministration store;

    /** A guard; null turns administration off. */
    public AdminGuard(@Nullable StoreAdministration store) {
        this.store = store;
    }

    StoreAdministration open(ApiRequest request) {
        if (store == null) {
            throw new ApiException(ErrorType.UNAVAILABLE, "admin APIs disabled");
        }
        FullView.require(request, "administration");
        return store;
    }
}
