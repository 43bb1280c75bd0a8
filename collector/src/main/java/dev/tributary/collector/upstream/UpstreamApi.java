package dev.tributary.collector.upstream;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.runtime.http.ConnectionProblem;
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
        return fetch(path, parameters).compose(body -> {
            try {
                return Future.succeededFuture(data(body));
            } catch (UpstreamException e) {
                return Future.failedFuture(e);
            }
        });
    }

    /** Asks; gives the whole body of an answer that is a success. */
    public Future<Buffer> fetch(String path, String... parameters) {
        StringBuilder query = new StringBuilder(path);
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? '?' : '&').append(encoded(parameters[i])).append('=')
                    .append(encoded(parameters[i + 1]));
        }
        Promise<Buffer> answer = Promise.promise();
        caller.request(HttpMethod.GET, URI.create(server + query.toString()), timeout)
                .compose(request -> request.putHeader("Accept-Encoding", "identity").send()
                        .onFailure(_ -> request.reset()))
                .compose(this::body).onSuccess(answer::complete)
                .onFailure(cause -> answer.fail(cause instanceof UpstreamException
                        ? cause
                        : new UpstreamException(0, ConnectionProblem.inWords(cause))));
        return answer.future();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Future<Buffer> body(HttpClientResponse response) {
        Promise<Buffer> done = Promise.promise();
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
        response.exceptionHandler(cause -> done.tryFail(new UpstreamException(0, ConnectionProblem.inWords(cause))));
        response.endHandler(_ -> {
            if (response.statusCode() == 200) {
                done.tryComplete(body);
            } else {
                done.tryFail(new UpstreamException(response.statusCode(), "HTTP " + response.statusCode() + ": "
                        + body.getString(0, Math.min(200, body.length())).strip()));
            }
        });
        return done.future();
    }

    private JsonNode data(Buffer body) throws UpstreamException {
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
