package dev.tributary.runtime.discovery;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads target lists from a server, as Prometheus' {@code http_sd_configs}: status 200, JSON, the full list each time. Each
 * group carries {@code __meta_url}. Whatever else comes fails the reading, and is logged once until it changes.
 */
public final class HttpDiscovery implements TargetSource {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDiscovery.class);

    private static final ObjectMapper SHAPES = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** Some fifty thousand targets with many labels. */
    private static final int BYTES_MAX = 32 << 20;

    private final HttpTargets settings;
    private final HttpCaller caller;
    private final PolledTargets polling;
    private volatile String problem = "";

    public HttpDiscovery(Vertx vertx, HttpTargets settings) {
        this.settings = settings;
        caller = new HttpCaller(vertx, settings.httpClient(), CONNECT_TIMEOUT, 1);
        polling = new PolledTargets(vertx, settings.refreshInterval(), this::read);
    }

    /** A group as the server writes it. */
    private record Entry(@Nullable List<String> targets, @Nullable Map<String, String> labels) {
        TargetGroup group(String url) {
            Map<String, String> all = new HashMap<>(labels == null ? Map.of() : labels);
            all.put("__meta_url", url);
            return new TargetGroup(targets == null ? List.of() : targets, all);
        }
    }

    private Future<List<TargetGroup>> read() {
        return caller.request(HttpMethod.GET, settings.url(), TIMEOUT).compose(this::send).compose(this::body)
                .map(this::groups).onSuccess(_ -> problem = "").onFailure(failure -> note(failure.getMessage()));
    }

    private Future<HttpClientResponse> send(HttpClientRequest request) {
        return request.putHeader("Accept", "application/json").putHeader("X-Prometheus-Refresh-Interval-Seconds",
                Double.toString(settings.refreshInterval().toMillis() / 1e3)).send();
    }

    private Future<Buffer> body(HttpClientResponse response) {
        String type = String.valueOf(response.getHeader("Content-Type")).toLowerCase(Locale.ROOT);
        if (response.statusCode() != 200 || !type.startsWith("application/json")) {
            String problem = "status " + response.statusCode() + " with content type " + type
                    + "; expected is 200 with application/json";
            return response.end().transform(_ -> Future.failedFuture(problem));
        }
        Buffer body = Buffer.buffer();
        response.handler(piece -> {
            if (body.length() + piece.length() > BYTES_MAX) {
                response.request().reset();
            } else {
                body.appendBuffer(piece);
            }
        });
        return response.end().map(body);
    }

    private List<TargetGroup> groups(Buffer body) {
        try {
            List<Entry> entries = SHAPES.readValue(body.getBytes(), new TypeReference<List<Entry>>() {
            });
            if (entries.contains(null)) {
                throw new IllegalArgumentException("an entry of the list of targets is null");
            }
            return entries.stream().map(entry -> entry.group(settings.url().toString())).toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("no list of targets: " + e.getMessage(), e);
        }
    }

    private void note(@Nullable String what) {
        String now = String.valueOf(what);
        if (!now.equals(problem)) {
            LOG.error("target list cannot be read, its earlier targets stay url={} err={}", settings.url(), now);
        }
        problem = now;
    }

    @Override
    public void start(Consumer<List<TargetGroup>> listener) {
        polling.start(listener);
    }

    @Override
    public Future<Void> close() {
        return polling.close().compose(_ -> caller.close());
    }
}
