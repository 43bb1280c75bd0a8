package dev.tributary.collector.kit;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;

/** Sits in front of a server and spoils its federation pages one by one, each in the way it is told; other paths pass, or are refused. */
public final class FaultProxy implements AutoCloseable {
    /** What is done to a page. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** It comes in pieces, but in time. */
        SLOW,
        /** The connection ends in the middle. */
        CUT,
        /** The same, of a body whose length was announced. */
        CUT_OF_LENGTH,
        /** In the middle nothing comes any more. */
        STALL,
        /** A bit is another one. */
        CORRUPT,
        /** The body comes twice in one answer. */
        DUPLICATE,
        /** Its second half is missing, with everything else in order. */
        EARLY_END,
        /** An error of the server. */
        STATUS,
        /** The connection ends without an answer. */
        REFUSE
    }

    private static final String PAGE = "/federate";

    private final Vertx vertx;
    private final String upstream;
    private final HttpClientAgent client;
    private final HttpServer server;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private volatile Supplier<Fault> choice = () -> Fault.NONE;
    private volatile String refused = "";
    private volatile int requests;

    public FaultProxy(Vertx vertx, String upstream) {
        this.vertx = vertx;
        this.upstream = upstream;
        client = vertx.createHttpClient();
        server = vertx.createHttpServer().requestHandler(this::pass).listen(0, "127.0.0.1").await();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Chooses what is done to each page from now on. */
    public void choose(Supplier<Fault> faults) {
        choice = faults;
    }

    /** Answers 404 for paths that start like this. */
    public void refuse(String path) {
        refused = path;
    }

    /** How often each thing was done. */
    public synchronized Map<Fault, Integer> done() {
        return new EnumMap<>(done);
    }

    /** Requests for pages. */
    public int pages() {
        return requests;
    }

    private void pass(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        if (!refused.isEmpty() && path.startsWith(refused)) {
            request.response().setStatusCode(404).end("404 page not found\n");
            return;
        }
        Fault fault = path.equals(PAGE) ? next() : Fault.NONE;
        request.body().compose(body -> client
                .request(new RequestOptions().setMethod(HttpMethod.valueOf(request.method().name()))
                        .setAbsoluteURI(upstream + request.uri()))
                .compose(forward -> {
                    request.headers().forEach((name, value) -> {
                        if (!"host".equalsIgnoreCase(name) && !"content-length".equalsIgnoreCase(name)) {
                            forward.putHeader(name, value);
                        }
                    });
                    if (fault == Fault.EARLY_END) {
                        forward.putHeader("Accept-Encoding", "identity").putHeader("Accept", "text/plain");
                    }
                    return forward.send(body);
                })
                .compose(answer -> answer.body().onSuccess(
                        bytes -> answer(request, answer.statusCode(), answer.headers(), bytes, fault))))
                .onFailure(_ -> request.connection().close());
    }

    private synchronized Fault next() {
        requests++;
        Fault fault = choice.get();
        done.merge(fault, 1, Integer::sum);
        return fault;
    }

    private void answer(HttpServerRequest request, int status, MultiMap headers, Buffer body, Fault fault) {
        HttpServerResponse response = request.response().setStatusCode(status);
        for (String name : new String[]{"Content-Type", "Content-Encoding"}) {
            if (headers.contains(name)) {
                response.putHeader(name, headers.get(name));
            }
        }
        Buffer half = body.slice(0, body.length() / 2);
        switch (fault) {
            case NONE -> response.end(body);
            case SLOW -> drip(response.setChunked(true), body, 0);
            case CUT -> response.setChunked(true).write(half).onComplete(_ -> request.connection().close());
            case CUT_OF_LENGTH -> response.putHeader("Content-Length", Integer.toString(body.length())).write(half)
                    .onComplete(_ -> request.connection().close());
            case STALL -> response.setChunked(true).write(half);
            case CORRUPT -> response.end(flipped(body));
            case DUPLICATE -> response.end(body.copy().appendBuffer(body));
            case EARLY_END -> response.end(FakePrometheus.withoutLastFamilies(body.toString()));
            case STATUS -> response.setStatusCode(503).end("Service Unavailable");
            case REFUSE -> request.connection().close();
        }
    }

    private void drip(HttpServerResponse response, Buffer body, int from) {
        int to = Math.min(body.length(), from + body.length() / 8 + 1);
        if (from == body.length()) {
            response.end();
            return;
        }
        response.write(body.slice(from, to));
        vertx.setTimer(10, _ -> drip(response, body, to));
    }

    private static Buffer flipped(Buffer body) {
        Buffer broken = body.copy();
        int at = broken.length() * 2 / 3;
        return at == 0 ? broken : broken.setByte(at, (byte) (broken.getByte(at) ^ 4));
    }

    @Override
    public void close() {
        server.close().await();
        client.close().await();
    }
}
