package dev.tributary.testkit.kubernetes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server's pods and their logs over HTTP, with kubelet's traits: only the present file and the instance before
 * can be read, times of requests count whole seconds, the status lags behind, an answer begins with its first line. What goes
 * wrong is drawn from a seeded generator. Safe for several threads.
 */
public final class FakePodApi extends FakeApiServer {
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

    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private final Map<String, ObjectNode> told = new LinkedHashMap<>();
    private Faults faults = Faults.NONE;
    private long version = 100;
    private int following;

    public FakePodApi(RandomGenerator random) throws IOException {
        super(random);
        start();
    }

    public synchronized void faults(Faults next) {
        faults = next;
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
        tell(++version, isNew ? "ADDED" : "MODIFIED", object);
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
            tell(++version, "DELETED", last.deepCopy());
        }
    }

    /** Breaks all connections. */
    public void breakAll() {
        breakAnswers();
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

    @Override
    void handle(HttpExchange exchange, String path, Map<String, String> query)
            throws IOException, InterruptedException {
        boolean log = path.endsWith("/log");
        boolean refused;
        synchronized (this) {
            refused = log && happens(faults.refusal(), "refusal");
        }
        if (refused) {
            refuse(exchange);
        } else if (log) {
            log(exchange, path.split("/"), query);
        } else if (!path.endsWith("/pods")) {
            answer(exchange, 404, status(404, "NotFound", "there is no " + path));
        } else if ("websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Upgrade"))) {
            // Clients then watch by plain HTTP
            answer(exchange, 200, status(200, "", "no WebSocket here"));
        } else if (query.containsKey("watch")) {
            watch(exchange, path, query);
        } else {
            answer(exchange, 200, list(path, query));
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
        if (!isIn(path, pod)) {
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
        OutputStream out = begin(exchange);
        int born = generation();
        long end = System.nanoTime() + Long.parseLong(query.getOrDefault("timeoutSeconds", "600")) * 1_000_000_000L;
        Change next = next(Long.parseLong(query.getOrDefault("resourceVersion", "0")), born, end);
        while (next != null) {
            if (isWanted(next.object(), path, query)) {
                write(out, next.type(), next.object());
            }
            next = next(next.version(), born, end);
        }
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
                answer(exchange, 404, status(404, "NotFound", "pods \"" + path[6] + "\" not found"));
                return;
            }
            int index = all.size() - (query.containsKey("previous") ? 2 : 1);
            if (index < 0) {
                answer(exchange, 400, status(400, "BadRequest", "previous terminated container not found"));
                return;
            }
            instance = all.get(index);
            at = instance.served;
            born = generation();
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
                if (isBroken(what.born())) {
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
            if (!what.follow() || what.instance().ended || isBroken(what.born())) {
                return null;
            }
            wait(1000);
        }
        return what.instance().lines.get(at);
    }
}
