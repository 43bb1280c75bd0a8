package dev.tributary.app.query;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import org.jspecify.annotations.Nullable;

/** Asks one server that speaks the Prometheus HTTP API. Every failure becomes a text that says what to do. */
public final class PrometheusClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN_CHARACTERS_MAX = 300;
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;

    private final URI server;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final @Nullable SSLContext trusted;

    PrometheusClient(URI server, Map<String, String> headers, Duration timeout, @Nullable SSLContext trusted) {
        this.server = server;
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
        this.trusted = trusted;
    }

    /** Asks with a form in the body, which no proxy's limit on addresses cuts short. */
    public ApiAnswer post(String path, Form form) {
        return ask(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.encoded())).build());
    }

    /** Asks with the parameters in the address. */
    public ApiAnswer get(String path, Form form) {
        return ask(request(form.isEmpty() ? path : path + "?" + form.encoded()).GET().build());
    }

    /** Asks with the parameters in the address and gives the answer whatever its status is. */
    public HttpResponse<String> get(String path, Form form, Map<String, String> further) {
        HttpRequest.Builder request = request(path + "?" + form.encoded()).GET();
        further.forEach(request::setHeader);
        return send(request.build());
    }

    /** Opens a WebSocket. */
    public WebSocket webSocket(String path, Form form, Map<String, String> further, WebSocket.Listener listener) {
        String base = server.toString().replaceFirst("/+$", "").replaceFirst("^http", "ws");
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1);
        HttpClient client = (trusted == null ? builder : builder.sslContext(trusted)).build();
        WebSocket.Builder socket = client.newWebSocketBuilder().connectTimeout(timeout);
        headers.forEach(socket::header);
        further.forEach(socket::header);
        try {
            return socket.buildAsync(URI.create(base + path + "?" + form.encoded()), listener).join();
        } catch (CompletionException e) {
            throw new CommandFailure(ExitCode.FAILED, notOpened(e.getCause()), e);
        }
    }

    private String notOpened(@Nullable Throwable cause) {
        if (cause instanceof WebSocketHandshakeException refused) {
            Object body = refused.getResponse().body();
            return server + " answered " + refused.getResponse().statusCode()
                    + (body instanceof String text && !text.isBlank() ? ": " + text.strip() : "");
        }
        return switch (cause) {
            case ConnectException _ -> "cannot reach " + server + ". Is a hub running there?";
            case IOException failure -> ConnectionProblem.text(server, failure);
            case null, default -> "following " + server + " failed: " + cause;
        };
    }

    /** Sends a body and gives the answer whatever its status is. */
    public HttpResponse<String> post(String path, Map<String, String> bodyHeaders, byte[] body) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofByteArray(body));
        bodyHeaders.forEach(request::setHeader);
        return send(request.build());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        String base = server.toString().replaceFirst("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + pathAndQuery)).timeout(timeout);
        try {
            headers.forEach(request::setHeader);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "a header cannot be sent: " + e.getMessage(), e);
        }
        return request;
    }

    private ApiAnswer ask(HttpRequest request) {
        return answer(send(request));
    }

    private HttpResponse<String> send(HttpRequest request) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1);
        try (HttpClient client = (trusted == null ? builder : builder.sslContext(trusted)).build()) {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (ConnectException e) {
            throw new CommandFailure(ExitCode.FAILED, "cannot reach " + server + ". Is a hub running there? "
                    + "\"tributary demo\" starts one to try; --server names another.", e);
        } catch (HttpTimeoutException e) {
            throw new CommandFailure(ExitCode.FAILED, server + " gave no answer within " + timeout.toSeconds()
                    + " s; --timeout waits longer.", e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, ConnectionProblem.text(server, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted", e);
        }
    }

    private ApiAnswer answer(HttpResponse<String> response) {
        if (response.statusCode() == NO_CONTENT) {
            return new ApiAnswer("", MissingNode.getInstance(), List.of(), List.of());
        }
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new CommandFailure(ExitCode.FAILED, noApi(response), e);
        }
        return switch (body.path("status").asText()) {
            case "success" -> new ApiAnswer(response.body(), body.path("data"), texts(body.path("warnings")),
                    texts(body.path("infos")));
            case "error" -> throw new CommandFailure(ExitCode.FAILED,
                    body.path("errorType").asText("error") + ": " + body.path("error").asText());
            default -> throw new CommandFailure(ExitCode.FAILED, noApi(response));
        };
    }

    private static String noApi(HttpResponse<String> response) {
        String text = response.body().strip();
        if (response.statusCode() == UNAUTHORIZED) {
            return text + " (--bearer-token-file FILE sends the token in a file)";
        }
        return "%s answered %d and no Prometheus API: %s".formatted(response.uri(), response.statusCode(),
                text.length() > SHOWN_CHARACTERS_MAX ? text.substring(0, SHOWN_CHARACTERS_MAX) + "..." : text);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Parameters in the order they were added; a name may come more than once. */
    public static final class Form {
        private final StringBuilder encoded = new StringBuilder();

        /** Adds a parameter. */
        public Form add(String name, String value) {
            encoded.append(encoded.isEmpty() ? "" : "&").append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            return this;
        }

        boolean isEmpty() {
            return encoded.isEmpty();
        }

        String encoded() {
            return encoded.toString();
        }
    }
}
