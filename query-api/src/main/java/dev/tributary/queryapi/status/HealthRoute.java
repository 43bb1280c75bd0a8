package dev.tributary.queryapi.status;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;

/**
 * {@code /-/healthy} and {@code /-/ready}: whether the process runs, and whether it answers reads. The second says 503
 * like every route while the hub is not ready.
 */
public final class HealthRoute implements Endpoint {
    private final RouteSpec spec;
    private final String text;

    private HealthRoute(RouteSpec spec, String text) {
        this.spec = spec.methods("GET", "HEAD");
        this.text = text;
    }

    public static HealthRoute healthy() {
        return new HealthRoute(RouteSpec.get("/-/healthy", Work.LIGHT, "200 while the process runs.").whileNotReady(),
                "Tributary is Healthy.\n");
    }

    public static HealthRoute ready() {
        return new HealthRoute(RouteSpec.get("/-/ready", Work.LIGHT, "200 when the hub answers reads, 503 before."),
                "Tributary is Ready.\n");
    }

    @Override
    public RouteSpec spec() {
        return spec;
    }

    @Override
    public Reply answer(ApiRequest request) {
        return Reply.Text.plain(200, text);
    }
}
