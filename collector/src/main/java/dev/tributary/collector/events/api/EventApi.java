package dev.tributary.collector.events.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The events of a cluster as core/v1 serves them. The same objects stand under events.k8s.io: reading both would see each
 * twice. Safe for several threads.
 */
public final class EventApi implements AutoCloseable {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final String METADATA_ONLY = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";
    private static final int FAILURE_BODY_BYTES_MAX = 64 << 10;

    private final KubernetesClient client;
    private final HttpClient http;
    private final URI server;
    private final ObjectMapper json = new ObjectMapper();

    /** Takes the client over. */
    public EventApi(KubernetesClient client) {
        this.client = client;
        server = URI.create(client.getMasterUrl().toString());
        // When to try again is the watch's own decision
        RequestConfig once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0).build();
        Client plain = client.newClient(once);
        http = plain.getHttpClient();
    }

    /**
     * A page of a list, as the API has it now.
     *
     * @param limit items, 0 for all in one page
     * @param next  token of the page, empty for the first
     */
    public EventPage list(EventScope scope, int limit, String next) throws IOException {
        Map<String, String> query = query(scope);
        if (limit > 0) {
            query.put("limit", Integer.toString(limit));
        }
        if (!next.isEmpty()) {
            query.put("continue", next);
        }
        JsonNode list = get(path(scope), query, "application/json");
        JsonNode items = list.path("items");
        if (!items.isArray() && !items.isNull() && !items.isMissingNode()) {
            throw new IOException("the API answered a list of events with something else");
        }
        List<JsonNode> events = new ArrayList<>();
        items.forEach(events::add);
        JsonNode metadata = list.path("metadata");
        return new EventPage(events, metadata.path("resourceVersion").asText(""),
                metadata.path("continue").asText(""));
    }

    /** Opens a watch from a version on, which the server ends after the given time. */
    public WatchStream watch(EventScope scope, String resourceVersion, Duration lasting) throws IOException {
        Map<String, String> query = query(scope);
        query.put("watch", "1");
        query.put("resourceVersion", resourceVersion);
        query.put("allowWatchBookmarks", "true");
        query.put("timeoutSeconds", Long.toString(Math.max(1, lasting.toSeconds())));
        HttpRequest request = http.newHttpRequestBuilder().uri(uri(path(scope), query))
                .header("Accept", "application/json").forStreaming().build();
        HttpResponse<InputStream> response = await(http.sendAsync(request, InputStream.class));
        InputStream body = response.body();
        if (response.code() != 200) {
            try (body) {
                throw failure(response, body.readNBytes(FAILURE_BODY_BYTES_MAX));
            }
        }
        return new WatchStream(body, json.readerFor(JsonNode.class));
    }

    /** The metadata of any object by its path below the server, or null when there is none. */
    public @Nullable JsonNode metadata(String path) throws IOException {
        try {
            return get(path, Map.of(), METADATA_ONLY).path("metadata");
        } catch (ApiFailure e) {
            if (e.code() == 404) {
                return null;
            }
            throw e;
        }
    }

    private JsonNode get(String path, Map<String, String> query, String accept) throws IOException {
        HttpRequest request = http.newHttpRequestBuilder().uri(uri(path, query)).header("Accept", accept)
                .timeout(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).build();
        HttpResponse<byte[]> response = await(http.sendAsync(request, byte[].class));
        if (response.code() != 200) {
            throw failure(response, response.body());
        }
        return json.readTree(response.body());
    }

    private ApiFailure failure(HttpResponse<?> response, byte[] body) {
        return ApiFailure.of(response.code(), status(body), retryAfter(response.header("Retry-After")));
    }

    private JsonNode status(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            return json.createObjectNode().put("message", new String(body, 0, Math.min(body.length, 200),
                    StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable Duration retryAfter(@Nullable String seconds) {
        if (seconds == null || seconds.isEmpty() || seconds.length() > 6
                || !seconds.chars().allMatch(Character::isDigit)) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    private static <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> response) throws IOException {
        try {
            return response.get(2 * REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new IOException("the API did not answer in time", e);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    private static String path(EventScope scope) {
        return scope.namespace().isEmpty()
                ? "/api/v1/events"
                : "/api/v1/namespaces/" + encoded(scope.namespace()) + "/events";
    }

    private static Map<String, String> query(EventScope scope) {
        Map<String, String> query = new LinkedHashMap<>();
        if (!scope.fieldSelector().isEmpty()) {
            query.put("fieldSelector", scope.fieldSelector());
        }
        return query;
    }

    private URI uri(String path, Map<String, String> query) {
        StringBuilder text = new StringBuilder(server.toString().replaceAll("/+$", "")).append(path);
        char separator = '?';
        for (Map.Entry<String, String> one : query.entrySet()) {
            text.append(separator).append(one.getKey()).append('=').append(encoded(one.getValue()));
            separator = '&';
        }
        return URI.create(text.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.close();
    }
}
