package dev.tributary.testkit.kubernetes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

/**
 * A Kubernetes API server's events over HTTP: list in pages, watch with bookmarks, history that is forgotten, and all that
 * goes wrong with them, drawn from a seeded generator. Safe for several threads.
 */
public final class FakeEventApi extends FakeApiServer {
    /**
     * How often what goes wrong, from 0 to 1, by item of a watch or by request.
     */
    public record Faults(double cut, double close, double error, double repeat, double bookmark, double earlyBookmark,
            double repeatedPage, double expiredPage, double refusal) {
        public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0);
        public static final Faults MANY = new Faults(0.06, 0.05, 0.02, 0.1, 0.2, 0.3, 0.15, 0.1, 0.1);
    }

    /** Between versions of one history and those of the next; a run makes far fewer. */
    private static final long FAR = 1_000_000;

    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
    /** The place of an object in every list: a page goes on where the one before ended, whatever happened meanwhile. */
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, ObjectNode> others = new HashMap<>();
    private Faults faults = Faults.NONE;
    private long version = FAR;
    private long forgotten = FAR;

    public FakeEventApi(RandomGenerator random) throws IOException {
        super(random);
        start();
    }

    public synchronized void faults(Faults next) {
        faults = next;
    }

    /** Creates or replaces an event; the object gets its new version. */
    public synchronized void put(ObjectNode event) {
        ObjectNode copy = event.deepCopy();
        String uid = copy.path("metadata").path("uid").asText();
        version += 1 + random.nextInt(3);
        boolean added = objects.put(uid, copy) == null;
        places.computeIfAbsent(uid, _ -> places.size());
        tell(version, added ? "ADDED" : "MODIFIED", copy);
    }

    /** An object that is no event, at its path. */
    public synchronized void put(String path, ObjectNode object) {
        others.put(path, object);
    }

    public synchronized void delete(String uid) {
        ObjectNode object = objects.remove(uid);
        if (object != null) {
            version++;
            tell(version, "DELETED", object.deepCopy());
        }
    }

    /**
     * Forgets all history up to now: a watch that begins before is answered with 410. One that is open goes on, and misses
     * nothing: an API server has what a watch is still to be told, or ends it.
     */
    public synchronized void forgetHistory() {
        forgotten = version;
    }

    /** Restarts: connections break; the objects stay. Where it counts anew, versions go on far below or above. */
    public synchronized void restart(boolean countsAnew) {
        clearHistory();
        if (countsAnew) {
            version = version / FAR > 1 && random.nextBoolean() ? version - FAR : version + FAR;
            count("new versions");
            for (ObjectNode object : objects.values()) {
                ((ObjectNode) object.path("metadata")).put("resourceVersion", Long.toString(++version));
            }
        }
        forgotten = version;
        count("restart");
        breakAnswers();
    }

    @Override
    void handle(HttpExchange exchange, String path, Map<String, String> query)
            throws IOException, InterruptedException {
        boolean refused;
        synchronized (this) {
            refused = happens(faults.refusal(), "refusal");
        }
        if (refused) {
            refuse(exchange);
        } else if (!path.endsWith("/events")) {
            other(exchange, path);
        } else if (query.containsKey("watch")) {
            watch(exchange, path, query);
        } else {
            list(exchange, path, query);
        }
    }

    private void other(HttpExchange exchange, String path) throws IOException {
        ObjectNode object;
        synchronized (this) {
            object = others.get(path);
        }
        answer(exchange, object == null ? 404 : 200, object == null ? status(404, "NotFound", path) : object);
    }

    private void list(HttpExchange exchange, String path, Map<String, String> query) throws IOException {
        ObjectNode answer;
        int code = 200;
        synchronized (this) {
            count("list");
            String token = query.getOrDefault("continue", "");
            if (!token.isEmpty() && happens(faults.expiredPage(), "410 list")) {
                code = 410;
                answer = status(410, "Expired", "The provided continue parameter is too old");
            } else {
                answer = page(path, query, token);
            }
        }
        answer(exchange, code, answer);
    }

    private ObjectNode page(String path, Map<String, String> query, String token) {
        int from = token.isEmpty() ? 0 : Integer.parseInt(token.split("-")[1]);
        List<ObjectNode> all = objects.values().stream()
                .filter(one -> isWanted(one, path, query) && place(one) >= from)
                .sorted(Comparator.comparingInt(this::place)).toList();
        long listed = token.isEmpty() ? version : Long.parseLong(token.split("-")[0]);
        int limit = Integer.parseInt(query.getOrDefault("limit", "0"));
        int size = limit == 0 ? all.size() : Math.min(all.size(), limit);
        ObjectNode page = json.createObjectNode().put("kind", "EventList").put("apiVersion", "v1");
        ArrayNode items = page.putArray("items");
        // What changed since the first page still has its place in line, at its newest version
        all.subList(0, size).forEach(items::add);
        ObjectNode metadata = page.putObject("metadata").put("resourceVersion", Long.toString(listed));
        if (size < all.size()) {
            int to = happens(faults.repeatedPage(), "repeated page") ? from : place(all.get(size));
            metadata.put("continue", listed + "-" + to);
        }
        return page;
    }

    private int place(JsonNode object) {
        return places.getOrDefault(object.path("metadata").path("uid").asText(), 0);
    }

    private static boolean isWanted(JsonNode event, String path, Map<String, String> query) {
        if (!isIn(path, event)) {
            return false;
        }
        for (String term : query.getOrDefault("fieldSelector", "").split(",")) {
            if (term.isEmpty()) {
                continue;
            }
            boolean not = term.contains("!=");
            String[] sides = term.split(not ? "!=" : "=", 2);
            JsonNode value = event.at("/" + sides[0].replace('.', '/'));
            if (value.asText().equals(sides[1]) == not) {
                return false;
            }
        }
        return true;
    }

    private void watch(HttpExchange exchange, String path, Map<String, String> query)
            throws IOException, InterruptedException {
        long from = Long.parseLong(query.getOrDefault("resourceVersion", "0"));
        boolean inStream;
        synchronized (this) {
            count("watch");
            inStream = random.nextBoolean();
            if (from < forgotten && !inStream) {
                count("410 http");
            }
        }
        if (isForgotten(from) && !inStream) {
            answer(exchange, 410, status(410, "Expired", "too old resource version"));
            return;
        }
        OutputStream out = begin(exchange);
        // The answer begins before anything happens
        out.flush();
        if (isForgotten(from)) {
            count("410 watch");
            write(out, "ERROR", status(410, "Expired", "too old resource version"));
        } else if (!stream(out, from, path, query)) {
            abort(exchange);
        }
    }

    private synchronized boolean isForgotten(long from) {
        return from < forgotten;
    }

    /** Sends until something ends it; false when the connection is to break. */
    private boolean stream(OutputStream out, long from, String path, Map<String, String> query)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + Long.parseLong(query.getOrDefault("timeoutSeconds", "1")) * 1_000_000_000L;
        long told = from;
        int born = generation();
        while (true) {
            Change next = next(told, born, end);
            String fate;
            synchronized (this) {
                if (isBroken(born)) {
                    return false;
                }
                if (next == null) {
                    return true;
                }
                fate = fate();
            }
            told = next.version();
            if (!isWanted(next.object(), path, query)) {
                continue;
            }
            switch (fate) {
                case "cut" -> {
                    String line = line(next.type(), next.object());
                    out.write(line.substring(0, line.length() / 2).getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    return false;
                }
                case "close" -> {
                    return true;
                }
                case "error" -> {
                    write(out, "ERROR", status(500, "InternalError", "etcd event received with PrevKv=nil"));
                    return true;
                }
                case "early bookmark" -> {
                    bookmark(out, newest());
                    write(out, next.type(), next.object());
                }
                case "bookmark" -> {
                    write(out, next.type(), next.object());
                    // Now and then one that comes late
                    bookmark(out, random.nextBoolean() ? next.version() : Math.max(from, next.version() - 3));
                }
                case "repeat" -> {
                    write(out, next.type(), next.object());
                    write(out, next.type(), next.object());
                }
                default -> write(out, next.type(), next.object());
            }
        }
    }

    private synchronized long newest() {
        return version;
    }

    private String fate() {
        if (happens(faults.cut(), "cut")) {
            return "cut";
        }
        if (happens(faults.close(), "close")) {
            return "close";
        }
        if (happens(faults.error(), "error")) {
            return "error";
        }
        if (happens(faults.bookmark(), "bookmark")) {
            return happens(faults.earlyBookmark(), "early bookmark") ? "early bookmark" : "bookmark";
        }
        return happens(faults.repeat(), "repeat") ? "repeat" : "plain";
    }

    private void bookmark(OutputStream out, long at) throws IOException {
        ObjectNode event = json.createObjectNode().put("kind", "Event").put("apiVersion", "v1");
        event.putObject("metadata").put("resourceVersion", Long.toString(at)).putNull("creationTimestamp");
        write(out, "BOOKMARK", event);
    }
}
