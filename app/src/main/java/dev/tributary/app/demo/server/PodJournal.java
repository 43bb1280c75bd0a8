package dev.tributary.app.demo.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tributary.app.demo.world.Pod;
import io.vertx.core.json.JsonObject;

/** What became of the pods of a simulated cluster, by versions, as an API server remembers it. Safe for several threads. */
final class PodJournal {
    private static final int HISTORY_MAX = 2000;

    /** One step of the history. */
    record Change(String type, long version, JsonObject pod) {
    }

    private final Map<String, JsonObject> pods = new LinkedHashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private long version = 100_000;
    private long forgotten = version;

    /** Compares what is known with what is now. */
    synchronized void look(List<Pod> now) {
        Map<String, JsonObject> gone = new LinkedHashMap<>(pods);
        for (Pod pod : now) {
            JsonObject object = PodJson.pod(pod);
            JsonObject before = gone.remove(pod.uid());
            if (before == null || !object.equals(plain(before))) {
                pods.put(pod.uid(), note(before == null ? "ADDED" : "MODIFIED", object));
            }
        }
        gone.forEach((uid, pod) -> {
            pods.remove(uid);
            note("DELETED", plain(pod));
        });
    }

    private static JsonObject plain(JsonObject pod) {
        JsonObject copy = pod.copy();
        copy.getJsonObject("metadata").remove("resourceVersion");
        return copy;
    }

    private JsonObject note(String type, JsonObject pod) {
        version++;
        JsonObject versioned = pod.copy();
        versioned.getJsonObject("metadata").put("resourceVersion", Long.toString(version));
        history.add(new Change(type, version, versioned));
        if (history.size() > HISTORY_MAX) {
            forgotten = history.removeFirst().version();
        }
        return versioned;
    }

    synchronized long version() {
        return version;
    }

    synchronized List<JsonObject> all() {
        return List.copyOf(pods.values());
    }

    /** What changed after a version, or nothing when that is too long ago. */
    synchronized Optional<List<Change>> after(long known) {
        if (known < forgotten) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        history.stream().filter(change -> change.version() > known).forEach(changes::add);
        return Optional.of(changes);
    }
}
