package dev.tributary.queryapi.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Cancellation;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Parameters;
import dev.tributary.queryapi.endpoint.RequestBody;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves one endpoint: checks readiness and method, takes in the request, has it answered on a thread that may block and
 * sends the reply. The event loop never waits. When the client leaves, the request is cancelled.
 */
final class EndpointHandler implements Handler<RoutingContext> {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Endpoint endpoint;
    private final Serving serving;

    EndpointHandler(Endpoint endpoint, Serving serving) {
        this.endpoint = endpoint;
        this.serving = serving;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        HttpServerResponse response = routing.response();
        serving.cors().apply(request, response);
        if (request.method().name().equals("OPTIONS")) {
            response.setStatusCode(204).end();
        } else if (!endpoint.spec().methods().contains(request.method().name())) {
            response.putHeader("Allow", allowed());
            plain(response, 405, "Method Not Allowed\n");
        } else {
            beginWhenReady(routing, serving.readiness().get());
        }
    }

    private String allowed() {
        return Stream.concat(endpoint.spec().methods().stream(), Stream.of("OPTIONS")).sorted()
                .collect(Collectors.joining(", "));
    }

    private void beginWhenReady(RoutingContext routing, Readiness readiness) {
        if (readiness == Readiness.READY || endpoint.spec().always()) {
            begin(routing);
            return;
        }
        HttpServerResponse response = routing.response();
        response.putHeader("X-Prometheus-Stopping", Boolean.toString(readiness == Readiness.STOPPING));
        plain(response, 503, "Service Unavailable");
    }

    private static void plain(HttpServerResponse response, int status, String text) {
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8").end(text);
    }

    private void begin(RoutingContext routing) {
        Context context = routing.vertx().getOrCreateContext();
        HttpServerResponse response = routing.response();
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        String acceptEncoding = routing.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        ReplySender sender = new ReplySender(context, response,
                BodyEncoding.accepted(acceptEncoding == null ? "" : acceptEncoding), serving.stallMax());
        Cancellation cancellation = new Cancellation();
        Runnable closed = () -> {
            cancellation.cancel();
            sender.connectionClosed();
        };
        ReadAccess access = serving.access().apply(routing);
        response.closeHandler(_ -> closed.run());
        response.exceptionHandler(_ -> closed.run());
        BodyReader.read(routing.request(), serving.bodyBytesMax()).onComplete(body -> serving.blocking().execute(() -> {
            if (body.failed()) {
                sender.sendFailure(Failure.of(body.cause(), routing.normalizedPath()), endpoint.errors());
            } else {
                answer(routing, body.result(), access, sender, cancellation);
            }
        }));
    }

    private void answer(RoutingContext routing, Buffer body, ReadAccess access, ReplySender sender,
            Cancellation cancellation) {
        try {
            sender.send(endpoint.answer(request(routing, body, access, cancellation)));
        } catch (RuntimeException | StackOverflowError e) {
            sender.sendFailure(Failure.of(e, routing.normalizedPath()), endpoint.errors());
        }
    }

    private ApiRequest request(RoutingContext routing, Buffer body, ReadAccess access,
            Cancellation cancellation) {
        HttpServerRequest request = routing.request();
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        boolean form = headers.getOrDefault("content-type", "").regionMatches(true, 0, FORM, 0, FORM.length());
        Parameters parameters = Parameters.parse(form ? body.toString() : null, request.query());
        return new ApiRequest(request.method().name(), parameters,
                PathText.parameters(endpoint.spec().path(), String.valueOf(request.path())),
                headers,
                form ? RequestBody.EMPTY : new RequestBody(body.getBytes()), access, cancellation);
    }
}
