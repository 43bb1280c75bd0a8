package dev.tributary.collector.events.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.model.Labels;
import dev.tributary.model.port.RecordVersion;
import dev.tributary.model.relabel.Relabeling;
import org.jspecify.annotations.Nullable;

/** Makes records of events, with the labels that the configuration wants. Immutable and safe for several threads. */
public final class EventRecords {
    /** Labels that relabeling sees besides the stream's, and that are gone afterwards. */
    private static final String META = "__event_";

    private final String job;
    private final LineFormat format;
    private final Relabeling relabeling;

    /** With the value of the label job. */
    public EventRecords(String job, LineFormat format, Relabeling relabeling) {
        this.job = job;
        this.format = format;
        this.relabeling = relabeling;
    }

    /** The record, or null when a rule drops the event. */
    public @Nullable EventRecord record(ClusterEvent event, Owner owner) {
        Map<String, String> metadata = metadata(event, owner);
        Labels stream = stream(event, metadata);
        return stream == null
                ? null
                : new EventRecord(stream, event.lastNanos(), EventLine.of(event, format), Labels.copyOf(metadata));
    }

    private @Nullable Labels stream(ClusterEvent event, Map<String, String> metadata) {
        Labels.Builder labels = Labels.builder();
        labels.set("job", job).set("namespace", event.object().namespace()).set("kind", event.object().kind())
                .set("type", event.type()).set("reason", event.reason());
        if (relabeling.isEmpty()) {
            return labels.build();
        }
        metadata.forEach((name, value) -> labels.set(META + name, value));
        labels.set(META + "message", event.message());
        if (!relabeling.apply(labels)) {
            return null;
        }
        List<String> passing = labels.names().stream().filter(name -> name.startsWith("__")).toList();
        passing.forEach(labels::remove);
        return labels.build();
    }

    private static Map<String, String> metadata(ClusterEvent event, Owner owner) {
        Map<String, String> all = new TreeMap<>();
        all.put(RecordVersion.KEY, event.uid());
        all.put(RecordVersion.COUNT, Long.toString(event.count()));
        all.put("level", event.type().equals("Warning") ? "warn" : "info");
        all.put("event", event.name());
        all.put("event_namespace", event.object().namespace().equals(event.namespace()) ? "" : event.namespace());
        all.put("name", event.object().name());
        all.put("uid", event.object().uid());
        all.put("api_version", event.object().apiVersion());
        all.put("field_path", event.object().fieldPath());
        all.put("related_kind", event.related().kind());
        all.put("related_name", event.related().name());
        all.put("action", event.action());
        all.put("component", event.reporter().component());
        all.put("instance", event.reporter().instance());
        all.put("node", event.node());
        all.put("owner_kind", owner.kind());
        all.put("owner_name", owner.name());
        all.put("first_seen", time(event.firstNanos()));
        all.put("last_seen", time(event.lastNanos()));
        all.values().removeIf(String::isEmpty);
        return all;
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
                .toString();
    }
}
