package dev.tributary.collector.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Serves {@code /federate} by its selectors and {@code /metrics} whole, from a text given anew for each request, and
 * misbehaves in the way it was told.
 * Counts series for a query, knows nothing else.
 */
public final class FakePrometheus implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = new ArrayList<>();
    private volatile Supplier<String> page = () -> "";
    private volatile UnaryOperator<String> defect = UnaryOperator.identity();
    private volatile BiConsumer<HttpServerRequest, Buffer> manner = FakePrometheus::asItShould;

    public FakePrometheus(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
    }

    private void answer(HttpServerRequest request) {
        if ("/api/v1/query".equals(request.path())) {
            request.response().putHeader("Content-Type", "application/json")
                    .end(FakeSeries.counts(page.get(), String.valueOf(request.getParam("query"))));
            return;
        }
        boolean metrics = "/metrics".equals(request.path());
        if (!metrics && !"/federate".equals(request.path())) {
            request.response().setStatusCode(404).end("404 page not found\n");
            return;
        }
        synchronized (requests) {
            requests.add(request.uri());
        }
        String text = metrics ? page.get() : FakeSeries.select(page.get(), request.params().getAll("match[]"));
        Buffer body = Buffer.buffer(defect.apply(text));
        String accepted = request.getHeader("Accept-Encoding");
        request.response().putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        if (accepted != null && accepted.contains("gzip")) {
            request.response().putHeader("Content-Encoding", "gzip");
            body = gzip(body);
        }
        manner.accept(request, body);
    }

    private static Buffer gzip(Buffer plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(out.toByteArray());
    }

    public void page(Supplier<String> text) {
        page = text;
    }

    /** Spoils every selected page from now on, before anything is made of it. */
    public void defect(UnaryOperator<String> change) {
        defect = change;
    }

    /** A page without the second half of its families, as far as it has several: what a failed encoder leaves. */
    public static String withoutLastFamilies(String page) {
        String[] families = page.split("(?=# TYPE )");
        return families.length < 2 ? page : String.join("", Arrays.copyOf(families, families.length / 2));
    }

    /** Answers in this manner from now on. */
    public void manner(BiConsumer<HttpServerRequest, Buffer> how) {
        manner = how;
    }

    public static void asItShould(HttpServerRequest request, Buffer body) {
        request.response().end(body);
    }

    /** Breaks the connection in the middle of the body. */
    public static void cut(HttpServerRequest request, Buffer body) {
        request.response().setChunked(true).write(body.slice(0, body.length() / 2))
                .onComplete(_ -> request.connection().close());
    }

    /** Sends the first half and then nothing more, the connection stays open. */
    public static void stall(HttpServerRequest request, Buffer body) {
        request.response().setChunked(true).write(body.slice(0, body.length() / 2));
    }

    /** Flips a bit in the middle. */
    public static void corrupt(HttpServerRequest request, Buffer body) {
        Buffer broken = body.copy();
        int at = broken.length() * 2 / 3;
        broken.setByte(at, (byte) (broken.getByte(at) ^ 16));
        request.response().end(broken);
    }

    /** Ends the body early with everything in order: what a Prometheus does that fails while writing. */
    public static void endEarly(HttpServerRequest request, Buffer body) {
        request.response().end(body.slice(0, body.length() / 2));
    }

    /** Sends the body twice in one answer. */
    public static void twice(HttpServerRequest request, Buffer body) {
        request.response().end(body.copy().appendBuffer(body));
    }

    public static void fail(HttpServerRequest request, Buffer body) {
        request.response().headers().remove("Content-Encoding");
        request.response().setStatusCode(503).putHeader("Content-Type", "text/plain").end("Service Unavailable");
    }

    /** The requests so far, as paths with query. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public String address() {
        return "127.0.0.1:" + server.actualPort();
    }

    /** Bytes of a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close().await();
    }
}
