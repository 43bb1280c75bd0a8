package dev.tributary.testkit.kubernetes;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * What the fakes of an API server share: HTTP on a free loopback port, the requests they were asked, chance, the history that
 * watches follow, answers. Its lock guards all state, also that of the fake.
 */
abstract class FakeApiServer implements AutoCloseable {
    /** What a watch tells of an object. */
    record Change(long version, String type, ObjectNode object) {
    }

    final ObjectMapper json = new ObjectMapper();
    final RandomGenerator random;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Change> history = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private int generation;
    private boolean closed;

    FakeApiServer(RandomGenerator random) throws IOException {
        this.random = random;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /** Takes requests from now on. */
    final void start() {
        server.start();
    }

    public final String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often a fault or kind of request happened. */
    public final synchronized Map<String, Integer> seen() {
        return new HashMap<>(seen);
    }

    /** The paths with queries of all requests. */
    public final synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        synchronized (this) {
            requests.add(exchange.getRequestURI().toString());
        }
        try (exchange) {
            handle(exchange, exchange.getRequestURI().getPath(), query(exchange.getRequestURI().getRawQuery()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers a request; its exchange is closed afterwards. */
    abstract void handle(HttpExchange exchange, String path, Map<String, String> query)
            throws IOException, InterruptedException;

    private static Map<String, String> query(@Nullable String text) {
        Map<String, String> query = new HashMap<>();
        if (text != null) {
            for (String pair : text.split("&")) {
                String[] sides = pair.split("=", 2);
                query.put(sides[0], URLDecoder.decode(sides.length > 1 ? sides[1] : "", StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    /** Whether an object is of the namespace that a path names, if it names one. */
    static boolean isIn(String path, JsonNode object) {
        return !path.startsWith("/api/v1/namespaces/")
                || path.split("/")[4].equals(object.path("metadata").path("namespace").asText());
    }

    final synchronized void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    /** Draws whether something happens, and counts it. */
    final synchronized boolean happens(double chance, String what) {
        if (chance > 0 && random.nextDouble() < chance) {
            count(what);
            return true;
        }
        return false;
    }

    /** Tells all watches of an object, which gets this version. */
    final synchronized void tell(long version, String type, ObjectNode object) {
        ((ObjectNode) object.path("metadata")).put("resourceVersion", Long.toString(version));
        history.add(new Change(version, type, object));
        notifyAll();
    }

    final synchronized void clearHistory() {
        history.clear();
    }

    /** Breaks all answers that go on. */
    final synchronized void breakAnswers() {
        generation++;
        notifyAll();
    }

    /** What {@link #isBroken} is asked with. */
    final synchronized int generation() {
        return generation;
    }

    /** Whether an answer that began then is to break. */
    final synchronized boolean isBroken(int born) {
        return born != generation || closed;
    }

    /** The first change after a version, waiting for it until then; null when there is none or the answer is to break. */
    final synchronized @Nullable Change next(long version, int born, long endNanos) throws InterruptedException {
        while (true) {
            for (Change change : history) {
                if (change.version() > version) {
                    return change;
                }
            }
            long left = (endNanos - System.nanoTime()) / 1_000_000;
            if (left <= 0 || isBroken(born)) {
                return null;
            }
            wait(left);
        }
    }

    /** A line of a watch. */
    final String line(String type, ObjectNode object) throws IOException {
        ObjectNode line = json.createObjectNode().put("type", type);
        line.set("object", object);
        return json.writeValueAsString(line) + "\n";
    }

    final void write(OutputStream out, String type, ObjectNode object) throws IOException {
        out.write(line(type, object).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Begins an answer of lines that come as they happen. */
    final OutputStream begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    /** Breaks the connection without the end of the answer. */
    static void abort(HttpExchange exchange) {
        // Closing the exchange ends an answer in chunks in good order; a failing body does not
        exchange.setStreams(null, OutputStream.nullOutputStream());
        throw new IllegalStateException("broken on purpose");
    }

    final ObjectNode status(int code, String reason, String message) {
        return json.createObjectNode().put("kind", "Status").put("apiVersion", "v1").put("status", "Failure")
                .put("message", message).put("reason", reason).put("code", code);
    }

    /** Refuses as a server that has too much to do. */
    final void refuse(HttpExchange exchange) throws IOException {
        boolean unavailable;
        synchronized (this) {
            unavailable = random.nextBoolean();
        }
        answer(exchange, unavailable ? 503 : 429, status(503, "ServiceUnavailable", "come back"));
    }

    final void answer(HttpExchange exchange, int code, JsonNode body) throws IOException {
        byte[] bytes;
        synchronized (this) {
            bytes = json.writeValueAsBytes(body);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
