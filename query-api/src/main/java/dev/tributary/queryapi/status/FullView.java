package dev.tributary.queryapi.status;

import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.ErrorType;

/** Guards what concerns the hub as a whole from askers who may see a part of the fleet. */
public final class FullView {
    private FullView() {
    }

    /**
     * Lets only those pass who may see everything.
     *
     * @throws ApiException with status 403 for all others
     */
    public static void require(ApiRequest request, String what) {
        if (!request.access().seesAll()) {
            throw new ApiException(ErrorType.FORBIDDEN,
                    what + " is only for credentials without a restriction to labels");
        }
    }
}
