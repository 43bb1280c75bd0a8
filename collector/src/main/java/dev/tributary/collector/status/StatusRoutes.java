package dev.tributary.collector.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /-/healthy}, {@code /-/ready}, {@code /api/v1/status} and the page at {@code /}. */
public final class StatusRoutes {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final CollectorView view;
    private final ObjectMapper json = new ObjectMapper();

    public StatusRoutes(CollectorView view) {
        this.view = view;
    }

    public void mount(Router router) {
        router.get("/-/healthy").handler(context -> answer(context, 200, TEXT, "Tributary collector is healthy.\n"));
        router.get("/-/ready").handler(this::ready);
        router.get("/api/v1/status").handler(this::status);
        router.get("/").handler(
                context -> answer(context, 200, "text/html; charset=utf-8",
                        StatusPage.render(StatusDocument.of(view))));
    }

    private void ready(RoutingContext context) {
        var missing = Readiness.missing(view);
        if (missing.isEmpty()) {
            answer(context, 200, TEXT, "Tributary collector is ready.\n");
        } else {
            answer(context, 503, TEXT, String.join("\n", missing) + "\n");
        }
    }

    private void status(RoutingContext context) {
        try {
            answer(context, 200, "application/json", json.writeValueAsString(StatusDocument.of(view)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the status is always JSON", e);
        }
    }

    private static void answer(RoutingContext context, int status, String type, String text) {
        context.response().setStatusCode(status).putHeader("Content-Type", type).end(text);
    }
}
