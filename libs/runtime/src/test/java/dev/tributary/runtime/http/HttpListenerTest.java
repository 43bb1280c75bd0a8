package dev.tributary.runtime.http;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.telemetry.MetricsRoute;
import dev.tributary.runtime.telemetry.Telemetry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

class HttpListenerTest {
    private static final HttpServerSettings SETTINGS = ConfigFile.defaults(HttpServerSettings.class);
    private static final ListenAddress ANY_PORT = ListenAddress.parse("127.0.0.1:0");

    private final Vertx vertx = Vertx.vertx();
    /** Servers of one Vert.x share any free port. */
    private final Vertx another = Vertx.vertx();
    private final PrometheusRegistry registry = new Telemetry("test").registry();
    private final RequestMetrics metrics = new RequestMetrics(registry, false);
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpListener listener;

    HttpListenerTest() throws Exception {
        listener = HttpListener.start(vertx, SETTINGS, ANY_PORT, metrics, this::router).await(10, TimeUnit.SECONDS);
    }

    private Router router() {
        return router(vertx);
    }

    private Router router(Vertx of) {
        Router router = Router.router(of);
        metrics.mount(router);
        new MetricsRoute(registry).mount(router);
        router.get("/label/:name/values").handler(context -> context.end(context.pathParam("name")));
        router.get("/refuse")
                .handler(context -> context.fail(new HttpFailure(429, "too much, try later", Duration.ofSeconds(7))));
        router.get("/fault").handler(_ -> {
            throw new IllegalStateException("secret detail");
        });
        FailureRoute.mount(router);
        return router;
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        listener.shutdown(Duration.ZERO).await(10, TimeUnit.SECONDS);
        another.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path)).build(),
                BodyHandlers.ofString());
    }

    @Test
    void failuresAreRenderedAsText() throws Exception {
        HttpResponse<String> refused = get("/refuse");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).isEqualTo("too much, try later\n");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(get("/nowhere").body()).isEqualTo("404 page not found\n");
        HttpResponse<String> fault = get("/fault");
        assertThat(fault.statusCode()).isEqualTo(500);
        assertThat(fault.body()).doesNotContain("secret");
    }

    @Test
    void aWrongMethodIsRefused() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + "/refuse"))
                        .POST(BodyPublishers.ofString("x")).build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).isEqualTo("POST is not allowed on /refuse\n");
    }

    @Test
    void requestsAreCountedByRouteAndNotByPath() throws Exception {
        get("/label/a/values");
        get("/label/b/values");
        get("/nowhere/x");
        get("/refuse");
        String page = get("/metrics").body();
        assertThat(page)
                .contains(
                        "tributary_http_requests_total{code=\"200\",method=\"GET\",route=\"/label/:name/values\"} 2.0")
                .contains("tributary_http_requests_total{code=\"404\",method=\"GET\",route=\"other\"} 1.0")
                .contains("tributary_http_requests_total{code=\"429\",method=\"GET\",route=\"/refuse\"} 1.0")
                .contains("tributary_http_request_duration_seconds_count{method=\"GET\",route=\"/refuse\"} 1")
                .contains("tributary_http_requests_in_flight 1.0").contains("jvm_memory_used_bytes{area=\"heap\"}")
                .contains("process_cpu_seconds_total").contains("tributary_build_info{java=\"");
    }

    private static HttpServerSettings settings(Duration idleTimeout, int connectionsMax) {
        return new HttpServerSettings(null, null, idleTimeout, connectionsMax, SETTINGS.requestLineMax(),
                SETTINGS.headersMax(), true, false);
    }

    private Socket connect(HttpListener to) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.port());
        socket.setSoTimeout(10);
        return socket;
    }

    /** Writes a beginning and then a byte now and then, until the server closes. */
    private static void assertClosed(Socket socket, String beginning) throws Exception {
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            try {
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException e) {
                socket.getOutputStream().write('x');
            } catch (SocketException e) {
                return;
            }
        }
        fail("the connection is still open");
    }

    @Test
    void whoSendsARequestByteByByteIsCutOff() throws Exception {
        HttpListener strict = HttpListener.start(another, settings(Duration.ofMillis(300), 10), ANY_PORT, metrics,
                () -> router(another)).await(10, TimeUnit.SECONDS);
        for (String beginning : List.of("GET /metrics HTTP/1.1\r\nHost: h\r\nSlow: ",
                "POST /metrics HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n",
                "GET /label/a/values HTTP/1.1\r\nHost: h\r\n\r\nGET ")) {
            try (Socket socket = connect(strict)) {
                assertClosed(socket, beginning);
            }
        }
        assertThat(get("/metrics").body()).contains("refused_total{reason=\"too_slow\"}")
                .doesNotContain("refused_total{reason=\"too_slow\"} 0.0");
    }

    @Test
    void anAnswerMayTakeLongerThanARequest() throws Exception {
        HttpListener strict = HttpListener
                .start(another, settings(Duration.ofMillis(300), 10), ANY_PORT, metrics, () -> {
                    Router router = Router.router(another);
                    router.get("/stream").handler(context -> {
                        int[] parts = {0};
                        context.response().setChunked(true);
                        another.setPeriodic(50, id -> {
                            context.response().write("part ");
                            if (++parts[0] == 20) {
                                another.cancelTimer(id);
                                context.response().end("end");
                            }
                        });
                    });
                    return router;
                }).await(10, TimeUnit.SECONDS);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + strict.port() + "/stream")).build(),
                BodyHandlers.ofString());
        assertThat(answer.body()).endsWith("part end");
    }

    @Test
    void tooManyConnectionsAreCounted() throws Exception {
        HttpListener small = HttpListener.start(another, settings(Duration.ofMinutes(5), 1), ANY_PORT, metrics,
                () -> router(another)).await(10, TimeUnit.SECONDS);
        try (Socket first = connect(small)) {
            first.getOutputStream().write("GET /label/a/values HTTP/1.1\r\nHost: h\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            first.setSoTimeout(20_000);
            assertThat(first.getInputStream().read()).isEqualTo('H');
            try (Socket second = connect(small)) {
                assertClosed(second, "GET /metrics HTTP/1.1\r\nHost: h\r\n");
            }
        }
        assertThat(get("/metrics").body())
                .contains("tributary_http_connections_refused_total{reason=\"too_many\"} 1.0");
    }

    @Test
    void aTakenPortIsNamed() {
        ListenAddress taken = new ListenAddress("127.0.0.1", listener.port());
        assertThatThrownBy(
                () -> HttpListener.start(vertx, SETTINGS, taken, metrics, this::router).await(10, TimeUnit.SECONDS))
                .hasMessageContaining("cannot listen on " + taken);
    }
}
