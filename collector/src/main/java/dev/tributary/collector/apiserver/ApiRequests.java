package dev.tributary.collector.apiserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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

/** Plain requests to an API server, each made once. Safe for several threads. */
public final class ApiRequests implements AutoCloseable {
    /** How long an answer may take that comes at once. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int FAILURE_BODY_BYTES_MAX = 64 << 10;

    private final KubernetesClient client;
    private final HttpClient http;
    private final URI server;
    private final ObjectMapper json = new ObjectMapper();

    /** Takes the client over. */
    public ApiRequests(KubernetesClient client) {
        this.client = client;
        server = URI.create(client.getMasterUrl().toString());
        RequestConfig once = new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0).build();
        Client plain = client.newClient(once);
        http = plain.getHttpClient();
    }

    /** What stands at a path below the server, in the media type asked for. */
    public JsonNode get(String path, Map<String, String> query, String accept) throws IOException {
        HttpRequest request = http.newHttpRequestBuilder().uri(uri(path, query)).header("Accept", accept)
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).build();
        try (PendingAnswer<byte[]> pending = new PendingAnswer<>(http.sendAsync(request, byte[].class))) {
            HttpResponse<byte[]> response = pending.await(TIMEOUT.multipliedBy(2));
            if (response.code() != 200) {
                throw failure(response, response.body());
            }
            return json.readTree(response.body());
        }
    }

    /** Begins a request whose answer goes on for long. It is closed by closing what this gives, from any thread. */
    public ApiStream open(String path, Map<String, String> query, String accept) {
        HttpRequest request = http.newHttpRequestBuilder().uri(uri(path, query)).header("Accept", accept)
                .forStreaming().build();
        return new ApiStream(new PendingAnswer<>(http.sendAsync(request, InputStream.class)), this::failure);
    }

    private ApiFailure failure(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            return failure(response, body.readNBytes(FAILURE_BODY_BYTES_MAX));
        }
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

    private URI uri(String path, Map<String, String> query) {
        StringBuilder text = new StringBuilder(server.toString().replaceAll("/+$", "")).append(path);
        char separator = '?';
        for (Map.Entry<String, String> one : query.entrySet()) {
            text.append(separator).append(one.getKey()).append('=').append(encoded(one.getValue()));
            separator = '&';
        }
        return URI.create(text.toString());
    }

    /** A text as a part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.close();
    }
}
