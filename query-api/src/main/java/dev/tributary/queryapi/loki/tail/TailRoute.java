package dev.tributary.queryapi.loki.tail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Cancellation;
import dev.tributary.queryapi.endpoint.ErrorForm;
import dev.tributary.queryapi.endpoint.Parameters;
import dev.tributary.queryapi.endpoint.RequestBody;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.http.Readiness;
import dev.tributary.queryapi.http.Serving;
import dev.tributary.queryapi.loki.param.LokiBounds;
import dev.tributary.queryapi.loki.query.RegexpParameter;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /loki/api/v1/tail}, also {@code /api/prom/tail}: follows a log query over a WebSocket. */
public final class TailRoute {
    private static final Logger LOG = LoggerFactory.getLogger(TailRoute.class);
    private static final short INTERNAL_ERROR = 1011;

    private final String path;
    private final Function<ApiRequest, TailForm> form;
    private final TailParts parts;
    private final Serving serving;

    /** The route at its path. */
    public static TailRoute current(TailParts parts, Serving serving) {
        return new TailRoute("/loki/api/v1/tail", TailForm::of, parts, serving);
    }

    /** The route at Loki's old path, in the old form. */
    public static TailRoute legacy(TailParts parts, Serving serving) {
        return new TailRoute("/api/prom/tail", _ -> TailForm.LEGACY, parts, serving);
    }

    private TailRoute(String path, Function<ApiRequest, TailForm> form, TailParts parts, Serving serving) {
        this.path = path;
        this.form = form;
        this.parts = parts;
        this.serving = serving;
    }

    /** What it takes. */
    public RouteSpec spec() {
        RouteSpec spec = RouteSpec.get(path, Work.QUERY,
                "Follows a log query over a WebSocket: stored lines, then each new one.").content("", "text/plain");
        return LokiBounds.describe(RegexpParameter.describe(spec.required("query", "LogQL log query.")))
                .optional("limit", "Stored lines to begin with; 100 unless said.")
                .optional("delay_for", "Seconds to wait for entries that come late; at most 5.");
    }

    /** Serves it. */
    public void mount(Router router) {
        router.route(path).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        serving.cors().apply(request, routing.response());
        if (request.method().name().equals("OPTIONS")) {
            routing.response().setStatusCode(204).end();
        } else if (!request.method().name().equals("GET")) {
            routing.response().putHeader("Allow", "GET, OPTIONS");
            refuse(routing, 405, "Method Not Allowed\n");
        } else if (serving.readiness().get() != Readiness.READY) {
            refuse(routing, 503, "Service Unavailable");
        } else {
            open(routing, request);
        }
    }

    private void open(RoutingContext routing, HttpServerRequest request) {
        ReadAccess access = serving.access().apply(routing);
        TailQuestion question;
        try {
            ApiRequest asked = asked(request, access);
            question = TailQuestion.of(asked, form.apply(asked), parts.limits(), parts.clock());
        } catch (ApiException e) {
            refuse(routing, ErrorForm.LOKI.status(e.type()), e.text());
            return;
        }
        if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            refuse(routing, 400, "Bad Request\nwebsocket: the client is not using the websocket protocol");
            return;
        }
        Context context = routing.vertx().getOrCreateContext();
        request.toWebSocket().onSuccess(socket -> begin(context, routing, socket, question, access))
                .onFailure(e -> LOG.debug("a tail's connection could not be upgraded", e));
    }

    private void begin(Context context, RoutingContext routing, ServerWebSocket socket, TailQuestion question,
            ReadAccess access) {
        WebSocketTailClient client = new WebSocketTailClient(context, socket, serving.stallMax(), access,
                () -> serving.access().apply(routing));
        int placesMax = parts.limits().tailsMax();
        if (!parts.metrics().enter(placesMax)) {
            client.end(INTERNAL_ERROR, "max concurrent tail requests limit exceeded, count > limit (" + (placesMax + 1)
                    + " > " + placesMax + ")");
            return;
        }
        Cancellation cancellation = new Cancellation();
        client.watch(cancellation::cancel);
        serving.blocking().execute(() -> {
            try {
                new Tail(parts, question, access, client).run(cancellation);
            } catch (RuntimeException e) {
                LOG.error("a tail failed query={}", question.query(), e);
                client.end(INTERNAL_ERROR, "internal error; the hub's log has the details");
            } finally {
                parts.metrics().leave();
            }
        });
    }

    private static ApiRequest asked(HttpServerRequest request, ReadAccess access) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return new ApiRequest("GET", Parameters.parse(null, request.query()), Map.of(), headers, RequestBody.EMPTY,
                access,
                new Cancellation());
    }

    private static void refuse(RoutingContext routing, int status, String text) {
        HttpServerResponse response = routing.response();
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff").end(text);
    }
}
