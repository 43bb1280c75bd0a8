package dev.tributary.runtime.discovery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tributary.runtime.http.HttpClientSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sources that are asked again and again, an HTTP server among them. */
class PolledTargetsTest {
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<List<TargetGroup>> told = new ArrayBlockingQueue<>(100);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String body = "[]";
    private volatile String type = "application/json";
    private volatile int status = 200;
    private volatile String refresh = "";

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private List<TargetGroup> next() throws InterruptedException {
        List<TargetGroup> groups = told.poll(30, TimeUnit.SECONDS);
        if (groups == null) {
            throw new AssertionError("nothing was told");
        }
        return groups;
    }

    private void askedTwiceMore() throws InterruptedException {
        int target = asked.get() + 3;
        for (int i = 0; i < 3000 && asked.get() < target; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(asked.get()).isGreaterThanOrEqualTo(target);
    }

    private void answer(HttpServerRequest request) {
        refresh = String.valueOf(request.getHeader("X-Prometheus-Refresh-Interval-Seconds"));
        request.response().setStatusCode(status).putHeader("Content-Type", type).end(body)
                .onComplete(_ -> asked.incrementAndGet());
    }

    @Test
    void onlyChangesAreTold() throws Exception {
        List<TargetGroup> a = List.of(new TargetGroup(List.of("a:1"), Map.of()));
        List<TargetGroup> b = List.of(new TargetGroup(List.of("b:1"), Map.of()));
        PolledTargets source = new PolledTargets(vertx, Duration.ofMillis(1), () -> switch (asked.getAndIncrement()) {
            case 0, 1 -> Future.succeededFuture(a);
            case 2 -> Future.failedFuture("away");
            case 3 -> Future.succeededFuture(a);
            default -> Future.succeededFuture(b);
        });
        source.start(told::add);
        assertThat(next()).isEqualTo(a);
        assertThat(next()).isEqualTo(b);
        source.close().await();
        assertThat(told).isEmpty();
    }

    @Test
    void aServersListIsFollowedAndWhatIsNoListChangesNothing() throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
        String url = "http://127.0.0.1:" + server.actualPort() + "/targets";
        HttpDiscovery source = new HttpDiscovery(vertx,
                new HttpTargets(URI.create(url), Duration.ofMillis(20), HttpClientSettings.DEFAULT));
        body = "[{\"targets\":[\"a:1\"],\"labels\":{\"x\":\"1\"}},{\"targets\":[\"b:1\"]}]";
        source.start(told::add);
        assertThat(next()).containsExactly(
                new TargetGroup(List.of("a:1"), Map.of("x", "1", "__meta_url", url)),
                new TargetGroup(List.of("b:1"), Map.of("__meta_url", url)));
        assertThat(refresh).isEqualTo("0.02");

        status = 503;
        askedTwiceMore();
        status = 200;
        type = "text/plain";
        askedTwiceMore();
        type = "application/json; charset=utf-8";
        for (String broken : List.of("[{\"targets\":[\"c:1\"", "{}", "[null]", "[{\"target\":[]}]")) {
            body = broken;
            askedTwiceMore();
        }
        assertThat(told).isEmpty();
        body = "[]";
        assertThat(next()).isEmpty();
        source.close().await();
    }

    @Test
    void aListNeedsAnHttpUrl() {
        assertThatThrownBy(() -> new HttpTargets(URI.create("file:/x"), Duration.ofMinutes(1),
                HttpClientSettings.DEFAULT)).hasMessageContaining("url must start with http://");
        assertThatThrownBy(() -> new HttpTargets(URI.create("http://x"), Duration.ZERO, HttpClientSettings.DEFAULT))
                .hasMessageContaining("refresh_interval must be greater than 0");
    }
}
