package dev.tributary.testkit.kubernetes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Kubernetes events as both kinds of recorders write them. */
public final class EventObjects {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventObjects() {
    }

    /** As the old recorder writes: count and second-wide times. */
    public static ObjectNode legacy(String uid, String namespace, String kind, String name, String reason, long count,
            Instant first, Instant last) {
        ObjectNode event = event(uid, namespace, kind, name, reason, first);
        event.put("firstTimestamp", first.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("lastTimestamp", last.truncatedTo(ChronoUnit.SECONDS).toString()).put("count", count)
                .putNull("eventTime").put("reportingComponent", "").put("reportingInstance", "");
        event.putObject("source").put("component", "kubelet").put("host", "node-1");
        return event;
    }

    /** As the new recorder writes: eventTime, and a series from the second occurrence on. */
    public static ObjectNode modern(String uid, String namespace, String kind, String name, String reason, long count,
            Instant first, Instant last) {
        ObjectNode event = event(uid, namespace, kind, name, reason, first);
        event.put("eventTime", first.truncatedTo(ChronoUnit.MICROS).toString()).putNull("firstTimestamp")
                .putNull("lastTimestamp").put("action", "Binding").put("reportingComponent", "default-scheduler")
                .put("reportingInstance", "default-scheduler-cp-1");
        event.putObject("source");
        if (count > 1) {
            event.putObject("series").put("count", count).put("lastObservedTime",
                    last.truncatedTo(ChronoUnit.MICROS).toString());
        }
        return event;
    }

    private static ObjectNode event(String uid, String namespace, String kind, String name, String reason,
            Instant created) {
        ObjectNode event = JSON.createObjectNode().put("kind", "Event").put("apiVersion", "v1");
        event.putObject("metadata").put("name", name + "." + uid.substring(0, 8))
                .put("namespace", namespace.isEmpty() ? "default" : namespace).put("uid", uid)
                .put("creationTimestamp", created.truncatedTo(ChronoUnit.SECONDS).toString());
        ObjectNode object = event.putObject("involvedObject").put("kind", kind).put("name", name)
                .put("uid", "object-" + name).put("apiVersion", "v1");
        if (!namespace.isEmpty()) {
            object.put("namespace", namespace);
        }
        return event.put("reason", reason).put("type", reason.startsWith("Failed") ? "Warning" : "Normal")
                .put("message", "it is said that \"" + name + "\" had " + reason);
    }
}
