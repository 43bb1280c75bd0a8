package dev.tributary.runtime.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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

class HttpListenerTest {
    private static final HttpServerSettings SETTINGS = ConfigFile.defaults(HttpServerSettings.class);
    private static final ListenAddress ANY_PORT = ListenAddress.parse("127.0.0.1:0");

    private final Vertx vertx = Vertx.vertx();
    private final PrometheusRegistry registry = new Telemetry("test").registry();
    private final RequestMetrics metrics = new RequestMetrics(registry, false);
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpListener listener;

    HttpListenerTest() throws Exception {
        listener = HttpListener.start(vertx, SETTINGS, ANY_PORT, this::router).await(10, TimeUnit.SECONDS);
    }

    private Router router() {
        Router router = Router.router(vertx);
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

    @Test
    void aTakenPortIsNamed() {
        ListenAddress taken = new ListenAddress("127.0.0.1", listener.port());
        assertThatThrownBy(
                () -> HttpListener.start(vertx, SETTINGS, taken, this::router).await(10, TimeUnit.SECONDS))
                .hasMessageContaining("cannot listen on " + taken);
    }
}
