package dev.tributary.collector.upstream;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** The HTTP API of a Prometheus, for small answers. The futures fail with {@link UpstreamException} alone. */
public final class UpstreamApi {
    private static final String PAGE = "/federate";

    /** Metadata of 20,000 families is about 4 MB. */
    private static final int BODY_BYTES_MAX = 64 << 20;

    private final HttpCaller caller;
    private final URI server;
    private final Duration timeout;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Prepares for a server.
     *
     * @param server  its URL, with the path in front of {@code /api}
     * @param timeout longest time one question may take
     */
    public UpstreamApi(HttpCaller caller, URI server, Duration timeout) {
        this.caller = caller;
        this.server = server;
        this.timeout = timeout;
    }

    /** The server that a federation page belongs to, null where its path does not tell. */
    public static @Nullable URI serverOf(URI page) {
        String text = page.toString();
        return text.endsWith(PAGE) ? URI.create(text.substring(0, text.length() - PAGE.length())) : null;
    }

    /** Asks; gives what stands under {@code data}. */
    public Future<JsonNode> get(String path, String... parameters) {
        StringBuilder query = new StringBuilder(path);
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? '?' : '&').append(encoded(parameters[i])).append('=')
                    .append(encoded(parameters[i + 1]));
        }
        Promise<JsonNode> answer = Promise.promise();
        caller.request(HttpMethod.GET, URI.create(server + query.toString()), timeout)
                .compose(request -> request.putHeader("Accept-Encoding", "identity").send()
                        .onFailure(_ -> request.reset()))
                .compose(this::body).onSuccess(answer::complete)
                .onFailure(cause -> answer.fail(cause instanceof UpstreamException
                        ? cause
                        : new UpstreamException(0, String.valueOf(cause.getMessage()))));
        return answer.future();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Future<JsonNode> body(HttpClientResponse response) {
        Promise<JsonNode> done = Promise.promise();
        Buffer body = Buffer.buffer();
        HttpClientRequest request = response.request();
        response.handler(piece -> {
            if (body.length() + piece.length() > BODY_BYTES_MAX) {
                done.tryFail(new UpstreamException(0, "the answer is longer than " + BODY_BYTES_MAX + " bytes"));
                request.reset();
            } else {
                body.appendBuffer(piece);
            }
        });
        response.exceptionHandler(cause -> done.tryFail(new UpstreamException(0, String.valueOf(cause.getMessage()))));
        response.endHandler(_ -> {
            try {
                done.tryComplete(data(response.statusCode(), body));
            } catch (UpstreamException e) {
                done.tryFail(e);
            }
        });
        return done.future();
    }

    private JsonNode data(int status, Buffer body) throws UpstreamException {
        if (status != 200) {
            throw new UpstreamException(status,
                    "HTTP " + status + ": " + body.getString(0, Math.min(200, body.length())).strip());
        }
        try {
            JsonNode root = json.readTree(body.getBytes());
            JsonNode data = root.get("data");
            if (data == null) {
                throw new UpstreamException(0, "the answer has no data");
            }
            return data;
        } catch (IOException e) {
            throw new UpstreamException(0, "the answer is no JSON: " + e.getMessage());
        }
    }
}
