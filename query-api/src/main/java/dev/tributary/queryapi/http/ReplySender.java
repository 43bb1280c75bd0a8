package dev.tributary.queryapi.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.tributary.queryapi.endpoint.ErrorForm;
import dev.tributary.queryapi.endpoint.ErrorType;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.json.ByteSink;
import dev.tributary.queryapi.json.JsonWriter;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes replies to one response, called from the thread that made them. */
final class ReplySender {
    /** What goes to the socket at once. */
    static final int CHUNK_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ReplySender.class);
    private static final String JSON = "application/json";
    private static final String ENCODING = "Content-Encoding";

    private final Context context;
    private final HttpServerResponse response;
    private final BodyEncoding accepted;
    private final ResponseSink sink;

    ReplySender(Context context, HttpServerResponse response, BodyEncoding accepted, Duration stallMax) {
        this.context = context;
        this.response = response;
        this.accepted = accepted;
        this.sink = new ResponseSink(context, response, stallMax);
    }

    /** To be called when the connection is closed. */
    void connectionClosed() {
        sink.connectionClosed();
    }

    void send(Reply reply) {
        switch (reply) {
            case Reply.Data data -> sendJson(200, JSON, json -> Envelope.success(data, json));
            case Reply.NoContent none -> sendEmpty(204, none.headers());
            case Reply.Json json -> sendJson(json.status(), json.contentType(), json.document());
            case Reply.Text text -> {
                head(text.status(), text.contentType(), Map.of());
                sendBody(accepted, out -> write(text.text(), out));
            }
            case Reply.Stream stream -> {
                head(200, stream.contentType(), headers(stream));
                sendBody(stream.compressible() ? accepted : BodyEncoding.IDENTITY, stream.body());
            }
        }
    }

    void sendFailure(Failure failure, ErrorForm form) {
        onContext(() -> response.headers().remove(ENCODING));
        if (failure.type() == ErrorType.TOO_MANY_REQUESTS) {
            onContext(() -> response.putHeader("Retry-After", "1"));
        }
        int status = form.status(failure.type());
        switch (form) {
            case ENVELOPE -> sendJson(status, JSON, json -> Envelope.failure(failure.type(), failure.message(), json));
            case LINE -> send(Reply.Text.plain(status, failure.message() + "\n"));
            case LOKI -> {
                onContext(() -> response.putHeader("X-Content-Type-Options", "nosniff"));
                send(Reply.Text.plain(status, failure.message()));
            }
        }
    }

    private void sendJson(int status, String contentType, Consumer<JsonWriter> body) {
        head(status, contentType, Map.of());
        sendBody(accepted, out -> {
            JsonWriter json = new JsonWriter(out, CHUNK_BYTES);
            body.accept(json);
            json.flush();
        });
    }

    private static Map<String, String> headers(Reply.Stream stream) {
        if (stream.compressible() || stream.headers().containsKey(ENCODING)) {
            return stream.headers();
        }
        // Keeps the server from compressing by itself.
        Map<String, String> headers = new HashMap<>(stream.headers());
        headers.put(ENCODING, BodyEncoding.IDENTITY.token());
        return headers;
    }

    private void sendEmpty(int status, Map<String, String> headers) {
        onContext(() -> {
            headers.forEach(response::putHeader);
            response.setStatusCode(status).end();
        });
    }

    private void head(int status, String contentType, Map<String, String> headers) {
        onContext(() -> {
            response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, contentType);
            headers.forEach(response::putHeader);
        });
    }

    private void sendBody(BodyEncoding encodingWanted, Consumer<ByteSink> body) {
        try {
            // Closing writes the end of a compressed body, which a body that failed must not get.
            EncodingSink encoding = new EncodingSink(sink, encodingWanted,
                    () -> onContext(() -> response.putHeader(ENCODING, encodingWanted.token())));
            body.accept(encoding);
            encoding.close();
            sink.finish();
        } catch (ClientGoneException e) {
            LOG.debug("answer given up reason={}", e.getMessage());
            cut();
        } catch (RuntimeException e) {
            if (!sink.begun()) {
                throw e;
            }
            LOG.error("answer cut short", e);
            cut();
        }
    }

    private static void write(String text, ByteSink out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }

    /** Ends the connection in the middle of a body: the client sees that it is not whole. */
    private void cut() {
        onContext(() -> response.reset());
    }

    private void onContext(Runnable action) {
        context.runOnContext(_ -> {
            if (!response.closed() && !response.ended()) {
                action.run();
            }
        });
    }
}
