package dev.tributary.queryapi.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.http.CorsPolicy;
import dev.tributary.queryapi.http.EndpointMount;
import dev.tributary.queryapi.http.Readiness;
import dev.tributary.queryapi.http.Serving;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/** A real HTTP server on a free loopback port, and a client for it. */
public final class ApiServer implements AutoCloseable {
    public static final int BODY_BYTES_MAX = 2 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicReference<Readiness> readiness = new AtomicReference<>(Readiness.READY);
    private final AtomicInteger connections = new AtomicInteger();
    private final HttpServer server;

    private ApiServer(Consumer<ApiServer.Setup> mounts) {
        Router router = Router.router(vertx);
        Serving serving = new Serving(Executors.newVirtualThreadPerTaskExecutor(), readiness::get, _ -> ReadAccess.ALL,
                CorsPolicy.ANY, BODY_BYTES_MAX, Duration.ofSeconds(1));
        mounts.accept(new Setup(router, serving));
        server = await(vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(1 << 20))
                .connectionHandler(this::count).requestHandler(router).listen(0, "127.0.0.1"));
    }

    /** What routes are mounted with. */
    public record Setup(Router router, Serving serving) {
        /** The same way of serving to somebody who may see a part. */
        public Serving withAccess(ReadAccess access) {
            return withAccess(() -> access);
        }

        /** The same to somebody who may see what is said at each request. */
        public Serving withAccess(Supplier<ReadAccess> access) {
            return new Serving(serving.blocking(), serving.readiness(), _ -> access.get(), serving.cors(),
                    serving.bodyBytesMax(), serving.stallMax());
        }
    }

    /** Path and query, the values encoded. */
    static String url(String path, List<String> namesAndValues) {
        StringBuilder url = new StringBuilder(path);
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            url.append(i == 0 ? '?' : '&').append(URLEncoder.encode(namesAndValues.get(i), StandardCharsets.UTF_8))
                    .append('=').append(URLEncoder.encode(namesAndValues.get(i + 1), StandardCharsets.UTF_8));
        }
        return url.toString();
    }

    public static ApiServer start(List<? extends Endpoint> endpoints) {
        return new ApiServer(setup -> endpoints
                .forEach(endpoint -> EndpointMount.mount(setup.router(), endpoint, setup.serving())));
    }

    public static ApiServer start(Consumer<Setup> mounts) {
        return new ApiServer(mounts);
    }

    private void count(HttpConnection connection) {
        connections.incrementAndGet();
        connection.closeHandler(_ -> connections.decrementAndGet());
    }

    /** Connections that are open, as the server sees it. */
    public int connections() {
        return connections.get();
    }

    public int port() {
        return server.actualPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public void readiness(Readiness now) {
        readiness.set(now);
    }

    public HttpAnswer get(String pathAndQuery) {
        return request("GET", pathAndQuery, Map.of(), "");
    }

    public HttpAnswer post(String path, String form) {
        return request("POST", path, Map.of("Content-Type", "application/x-www-form-urlencoded"), form);
    }

    public HttpAnswer request(String method, String pathAndQuery, Map<String, String> headers, String body) {
        return request(method, pathAndQuery, headers, HttpRequest.BodyPublishers.ofString(body));
    }

    public HttpAnswer request(String method, String pathAndQuery, Map<String, String> headers,
            HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + pathAndQuery.replace("[]", "%5B%5D")))
                .timeout(Duration.ofSeconds(60)).method(method, body);
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new HttpAnswer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        await(vertx.close());
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
