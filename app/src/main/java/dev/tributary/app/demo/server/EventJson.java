package dev.tributary.app.demo.server;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.tributary.app.demo.world.ClusterEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Events and other objects as core/v1 writes them. The scheduler uses the new style of events, all others the old one. */
final class EventJson {
    private EventJson() {
    }

    static JsonObject event(ClusterEvent event) {
        ClusterEvent.Notice notice = event.notice();
        ClusterEvent.Subject subject = notice.subject();
        JsonObject object = new JsonObject().put("kind", subject.kind()).put("name", subject.name())
                .put("uid", subject.uid()).put("apiVersion", apiVersion(subject.kind()));
        if (!subject.namespace().isEmpty()) {
            object.put("namespace", subject.namespace());
        }
        JsonObject json = new JsonObject().put("kind", "Event").put("apiVersion", "v1")
                .put("metadata", new JsonObject().put("name", event.name()).put("namespace", event.namespace())
                        .put("uid", event.uid()).put("resourceVersion", Long.toString(event.version()))
                        .put("creationTimestamp", seconds(event.firstMillis())))
                .put("involvedObject", object).put("reason", notice.reason()).put("message", notice.message())
                .put("type", notice.warning() ? "Warning" : "Normal");
        return notice.component().equals("default-scheduler") ? modern(json, event) : legacy(json, event);
    }

    private static JsonObject legacy(JsonObject json, ClusterEvent event) {
        JsonObject source = new JsonObject().put("component", event.notice().component());
        if (!event.notice().host().isEmpty()) {
            source.put("host", event.notice().host());
        }
        return json.put("source", source).put("firstTimestamp", seconds(event.firstMillis()))
                .put("lastTimestamp", seconds(event.lastMillis())).put("count", event.count()).putNull("eventTime")
                .put("reportingComponent", event.notice().component()).put("reportingInstance", event.notice().host());
    }

    private static JsonObject modern(JsonObject json, ClusterEvent event) {
        json.put("source", new JsonObject()).putNull("firstTimestamp").putNull("lastTimestamp")
                .put("eventTime", micros(event.firstMillis())).put("action", "Binding")
                .put("reportingComponent", event.notice().component())
                .put("reportingInstance", event.notice().component() + "-control-plane-1");
        if (event.count() > 1) {
            json.put("series", new JsonObject().put("count", event.count()).put("lastObservedTime",
                    micros(event.lastMillis())));
        }
        return json;
    }

    private static String apiVersion(String kind) {
        return kind.equals("Pod") || kind.equals("Node") ? "v1" : "apps/v1";
    }

    private static String seconds(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String micros(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString().replace("Z",
                ".%03d000Z".formatted(Math.floorMod(millis, 1000)));
    }

    /** An object of which only its controller is told. */
    static JsonObject owned(String name, String kind, String owner) {
        return new JsonObject().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1")
                .put("metadata", new JsonObject().put("name", name).put("ownerReferences", new JsonArray()
                        .add(new JsonObject().put("kind", kind).put("name", owner).put("controller", true))));
    }

    static JsonObject status(int code, String reason, String message) {
        return new JsonObject().put("kind", "Status").put("apiVersion", "v1").put("status", "Failure")
                .put("message", message).put("reason", reason).put("code", code);
    }
}
