package dev.tributary.testkit.kubernetes;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server's pods and their logs over HTTP, with kubelet's traits: only the present file and the instance before
 * can be read, times of requests count whole seconds, the status lags behind, an answer begins with its first line. What goes
 * wrong is drawn from a seeded generator. Safe for several threads.
 */
public final class FakePodApi implements AutoCloseable {
    /** How often what goes wrong, from 0 to 1, by line that is sent or by request. */
    public record Faults(double cut, double close, double refusal) {
        public static final Faults NONE = new Faults(0, 0, 0);
        public static final Faults MANY = new Faults(0.01, 0.01, 0.1);
    }

    private record Line(@Nullable Instant time, String text, boolean ended) {
        byte[] bytes() {
            String stamp = time == null ? "" : stamp(time) + " ";
            return (stamp + text + (ended ? "\n" : "")).getBytes(StandardCharsets.UTF_8);
        }

        boolean isBefore(Instant since) {
            return time != null && time.isBefore(since);
        }

        private static String stamp(Instant time) {
            return "%s.%09dZ".formatted(Instant.ofEpochSecond(time.getEpochSecond()).toString().replace("Z", ""),
                    time.getNano());
        }
    }

    private static final class Instance {
        final int restarts;
        final List<Line> lines = new ArrayList<>();
        int served;
        boolean ended;

        Instance(int restarts) {
            this.restarts = restarts;
        }
    }

    private static final class Pod {
        final String namespace;
        final String name;
        final String uid;
        final Map<String, String> labels;
        final Map<String, List<Instance>> containers = new LinkedHashMap<>();

        Pod(String namespace, String name, String uid, Map<String, String> labels) {
            this.namespace = namespace;
            this.name = name;
            this.uid = uid;
            this.labels = labels;
        }
    }

    private record Change(long version, String type, ObjectNode object) {
    }

    private final ObjectMapper json = new ObjectMapper();
    private final RandomGenerator random;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private final Map<String, ObjectNode> told = new LinkedHashMap<>();
    private final List<Change> history = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private Faults faults = Faults.NONE;
    private long version = 100;
    private int generation;
    private int following;
    private boolean closed;

    public FakePodApi(RandomGenerator random) throws IOException {
        this.random = random;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public synchronized void faults(Faults next) {
        faults = next;
    }

    /** The paths with queries of all requests. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** How often a fault happened. */
    public synchronized Map<String, Integer> seen() {
        return new HashMap<>(seen);
    }

    /** Logs that are followed at this moment. */
    public synchronized int following() {
        return following;
    }

    /** Creates a pod that has no container yet. */
    public synchronized void pod(String namespace, String name, String uid, Map<String, String> labels) {
        pods.put(namespace + "/" + name, new Pod(namespace, name, uid, labels));
    }

    /** Starts a container, or its next instance; the status does not tell before {@link #tell}. */
    public synchronized void start(String pod, String container) {
        List<Instance> all = find(pod).containers.computeIfAbsent(container, _ -> new ArrayList<>());
        end(all);
        all.add(new Instance(all.size()));
        notifyAll();
    }

    /** Ends the running instance; the status does not tell before {@link #tell}. */
    public synchronized void end(String pod, String container) {
        end(find(pod).containers.getOrDefault(container, List.of()));
    }

    private void end(List<Instance> all) {
        if (!all.isEmpty()) {
            all.getLast().ended = true;
            notifyAll();
        }
    }

    /** Lets the status of a pod say what is. */
    public synchronized void tell(String pod) {
        ObjectNode object = object(find(pod));
        boolean isNew = told.put(pod, object) == null;
        change(isNew ? "ADDED" : "MODIFIED", object);
    }

    private void change(String type, ObjectNode object) {
        version++;
        ((ObjectNode) object.path("metadata")).put("resourceVersion", Long.toString(version));
        history.add(new Change(version, type, object));
        notifyAll();
    }

    /** Writes a line; what is not ended has no line feed, as the last words of a container. */
    public synchronized void write(String pod, String container, Instant time, String text, boolean ended) {
        running(pod, container).lines.add(new Line(time, text, ended));
        notifyAll();
    }

    /** Says something that is no line of the container, as kubelet does. */
    public synchronized void raw(String pod, String container, String text) {
        running(pod, container).lines.add(new Line(null, text, false));
        notifyAll();
    }

    /** What was written until now cannot be read any more by requests that come from now on. */
    public synchronized void rotate(String pod, String container) {
        Instance instance = running(pod, container);
        instance.served = instance.lines.size();
    }

    /** Deletes a pod with its logs. */
    public synchronized void delete(String pod) {
        find(pod).containers.values().forEach(this::end);
        pods.remove(pod);
        ObjectNode last = told.remove(pod);
        if (last != null) {
            change("DELETED", last.deepCopy());
        }
    }

    /** Breaks all connections. */
    public synchronized void breakAll() {
        generation++;
        notifyAll();
    }

    private Pod find(String pod) {
        Pod found = pods.get(pod);
        if (found == null) {
            throw new IllegalArgumentException("no pod " + pod);
        }
        return found;
    }

    private Instance running(String pod, String container) {
        return find(pod).containers.getOrDefault(container, List.of()).getLast();
    }

    private ObjectNode object(Pod pod) {
        ObjectNode object = json.createObjectNode().put("kind", "Pod").put("apiVersion", "v1");
        ObjectNode metadata = object.putObject("metadata").put("name", pod.name).put("namespace", pod.namespace)
                .put("uid", pod.uid);
        ObjectNode labels = metadata.putObject("labels");
        pod.labels.forEach(labels::put);
        ObjectNode spec = object.putObject("spec").put("nodeName", "node-1");
        ArrayNode containers = spec.putArray("containers");
        ObjectNode status = object.putObject("status").put("phase", "Running");
        ArrayNode statuses = status.putArray("containerStatuses");
        pod.containers.forEach((name, instances) -> {
            containers.addObject().put("name", name).put("image", "registry/" + name);
            Instance last = instances.getLast();
            ObjectNode one = statuses.addObject().put("name", name).put("restartCount", last.restarts)
                    .put("containerID", "containerd://" + pod.uid + "-" + name + "-" + last.restarts)
                    .put("image", "registry/" + name).put("imageID", "").put("ready", !last.ended);
            one.putObject("state").putObject(last.ended ? "terminated" : "running");
            one.putObject("lastState");
        });
        return object;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String path = exchange.getRequestURI().getPath();
        boolean log = path.endsWith("/log");
        boolean refuse;
        synchronized (this) {
            requests.add(exchange.getRequestURI().toString());
            refuse = log && happens(faults.refusal(), "refusal");
        }
        try (exchange) {
            if (refuse) {
                answer(exchange, random.nextBoolean() ? 503 : 429, status(503, "come back"));
            } else if (log) {
                log(exchange, path.split("/"), query);
            } else if (!path.endsWith("/pods")) {
                answer(exchange, 404, status(404, "there is no " + path));
            } else if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
                // Clients then watch by plain HTTP
                answer(exchange, 200, status(200, "no WebSocket here"));
            } else if (query.containsKey("watch")) {
                watch(exchange, path, query);
            } else {
                answer(exchange, 200, list(path, query));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized ObjectNode list(String path, Map<String, String> query) {
        ObjectNode list = json.createObjectNode().put("kind", "PodList").put("apiVersion", "v1");
        list.putObject("metadata").put("resourceVersion", Long.toString(version));
        ArrayNode items = list.putArray("items");
        told.values().stream().filter(pod -> isWanted(pod, path, query)).forEach(items::add);
        return list;
    }

    private static boolean isWanted(JsonNode pod, String path, Map<String, String> query) {
        if (path.startsWith("/api/v1/namespaces/")
                && !path.split("/")[4].equals(pod.path("metadata").path("namespace").asText())) {
            return false;
        }
        for (String term : query.getOrDefault("labelSelector", "").split(",")) {
            String[] sides = term.split("=", 2);
            if (!term.isEmpty() && !pod.path("metadata").path("labels").path(sides[0]).asText().equals(sides[1])) {
                return false;
            }
        }
        return true;
    }

    private void watch(HttpExchange exchange, String path, Map<String, String> query)
            throws IOException, InterruptedException {
        long from = Long.parseLong(query.getOrDefault("resourceVersion", "0"));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        Change next = next(from);
        while (next != null) {
            from = next.version();
            if (isWanted(next.object(), path, query)) {
                ObjectNode line = json.createObjectNode().put("type", next.type());
                line.set("object", next.object());
                out.write((json.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            next = next(from);
        }
    }

    private synchronized @Nullable Change next(long from) throws InterruptedException {
        while (!closed) {
            for (Change change : history) {
                if (change.version() > from) {
                    return change;
                }
            }
            wait(1000);
        }
        return null;
    }

    private void log(HttpExchange exchange, String[] path, Map<String, String> query)
            throws IOException, InterruptedException {
        Instance instance;
        int at;
        int born;
        synchronized (this) {
            Pod pod = pods.get(path[4] + "/" + path[6]);
            List<Instance> all = pod == null ? null : pod.containers.get(query.get("container"));
            if (all == null) {
                answer(exchange, 404, status(404, "pods \"" + path[6] + "\" not found"));
                return;
            }
            int index = all.size() - (query.containsKey("previous") ? 2 : 1);
            if (index < 0) {
                answer(exchange, 400, status(400, "previous terminated container not found"));
                return;
            }
            instance = all.get(index);
            at = instance.served;
            born = generation;
        }
        String since = query.get("sinceTime");
        Instant from = since == null ? Instant.MIN : Instant.parse(since);
        boolean follow = query.containsKey("follow");
        following(follow ? 1 : 0);
        try {
            if (!send(exchange, new Sending(instance, at, born, follow, from))) {
                abort(exchange);
            }
        } finally {
            following(follow ? -1 : 0);
        }
    }

    private synchronized void following(int change) {
        following += change;
    }

    /** One answer with a log. */
    private record Sending(Instance instance, int from, int born, boolean follow, Instant since) {
    }

    /** False when the connection is to break. */
    private boolean send(HttpExchange exchange, Sending what) throws IOException, InterruptedException {
        OutputStream out = null;
        int at = what.from();
        while (true) {
            Line line = line(what, at);
            String fate;
            synchronized (this) {
                if (what.born() != generation || closed) {
                    return false;
                }
                fate = line == null || !what.follow()
                        ? ""
                        : happens(faults.cut(), "cut")
                                ? "cut"
                                : happens(faults.close(), "close") ? "close" : "";
            }
            if (line == null || fate.equals("close")) {
                if (out == null) {
                    exchange.sendResponseHeaders(200, 0);
                }
                return true;
            }
            at++;
            if (line.isBefore(what.since())) {
                continue;
            }
            if (out == null) {
                exchange.sendResponseHeaders(200, 0);
                out = exchange.getResponseBody();
            }
            byte[] bytes = line.bytes();
            boolean cut = fate.equals("cut");
            out.write(bytes, 0, cut ? bytes.length / 2 : bytes.length);
            out.flush();
            if (cut) {
                return false;
            }
        }
    }

    /** The line at a place, waiting for it when the log is followed; null when there is none. */
    private synchronized @Nullable Line line(Sending what, int at) throws InterruptedException {
        while (at >= what.instance().lines.size()) {
            if (!what.follow() || what.instance().ended || closed || what.born() != generation) {
                return null;
            }
            wait(1000);
        }
        return what.instance().lines.get(at);
    }

    /** Breaks the connection without the end of the answer. */
    private static void abort(HttpExchange exchange) {
        // Closing the exchange ends an answer in chunks in good order; a failing body does not
        exchange.setStreams(null, OutputStream.nullOutputStream());
        throw new IllegalStateException("broken on purpose");
    }

    private boolean happens(double chance, String what) {
        if (chance > 0 && random.nextDouble() < chance) {
            seen.merge(what, 1, Integer::sum);
            return true;
        }
        return false;
    }

    private ObjectNode status(int code, String message) {
        return json.createObjectNode().put("kind", "Status").put("apiVersion", "v1").put("status", "Failure")
                .put("message", message).put("code", code);
    }

    private void answer(HttpExchange exchange, int code, JsonNode body) throws IOException {
        byte[] bytes;
        synchronized (this) {
            bytes = json.writeValueAsBytes(body);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

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
