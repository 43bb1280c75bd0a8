package dev.tributary.queryapi.http;

import dev.tributary.queryapi.endpoint.Endpoint;
import io.vertx.ext.web.Router;

/** Puts endpoints on a router. */
public final class EndpointMount {
    private EndpointMount() {
    }

    /** Serves the endpoint at its path, whatever the method: the endpoint's handler refuses the wrong ones. */
    public static void mount(Router router, Endpoint endpoint, Serving serving) {
        String path = endpoint.spec().path().replace('{', ':').replace("}", "");
        router.route(path).handler(new EndpointHandler(endpoint, serving));
    }
}
