package dev.tributary.collector.events.record;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.model.relabel.RelabelAction;
import dev.tributary.model.relabel.RelabelConfig;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.testkit.kubernetes.EventObjects;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventRecordsTest {
    private static final Instant FIRST = Instant.parse("2026-05-04T10:00:00.123456Z");
    private static final Instant LAST = Instant.parse("2026-05-04T10:07:30.654321Z");
    private static final long NOW = nanos(Instant.parse("2026-05-04T11:00:00Z"));
    private static final String UID = "0a1b2c3d-0000-4000-8000-000000000001";

    private final EventRecords logfmt = new EventRecords("kubernetes-events", LineFormat.LOGFMT, Relabeling.NONE);

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private static ClusterEvent parse(ObjectNode object) {
        ClusterEvent event = EventParser.parse(object, NOW);
        if (event == null) {
            throw new AssertionError("no event: " + object);
        }
        return event;
    }

    private static EventRecord record(EventRecords records, ObjectNode object) {
        return record(records, object, Owner.NONE);
    }

    private static EventRecord record(EventRecords records, ObjectNode object, Owner owner) {
        EventRecord record = records.record(parse(object), owner);
        if (record == null) {
            throw new AssertionError("dropped: " + object);
        }
        return record;
    }

    private static ObjectNode legacy() {
        return EventObjects.legacy(UID, "shop", "Pod", "web-1", "BackOff", 12, FIRST, LAST);
    }

    @Test
    void theOldStyleHasCountAndTimes() {
        EventRecord record = record(logfmt, legacy());
        assertThat(record.stream()).hasToString(
                "{job=\"kubernetes-events\", kind=\"Pod\", namespace=\"shop\", reason=\"BackOff\", type=\"Normal\"}");
        assertThat(record.timestampNanos()).isEqualTo(nanos(Instant.parse("2026-05-04T10:07:30Z")));
        assertThat(record.line()).isEqualTo(
                "namespace=shop kind=Pod name=web-1 type=Normal reason=BackOff reportingcontroller=kubelet sourcehost=node-1 "
                        + "count=12 msg=\"it is said that \\\"web-1\\\" had BackOff\"");
        assertThat(record.metadata().toMap()).containsEntry("tributary_record", UID).containsEntry("count", "12")
                .containsEntry("component", "kubelet").containsEntry("node", "node-1").containsEntry("level", "info")
                .containsEntry("uid", "object-web-1").containsEntry("first_seen", "2026-05-04T10:00:00Z")
                .containsEntry("last_seen", "2026-05-04T10:07:30Z").doesNotContainKey("event_namespace");
    }

    @Test
    void theNewStyleHasASeriesFromTheSecondTimeOn() {
        ClusterEvent once = parse(
                EventObjects.modern(UID, "shop", "Pod", "web-1", "FailedScheduling", 1, FIRST, FIRST));
        assertThat(once.count()).isEqualTo(1);
        assertThat(once.lastNanos()).isEqualTo(nanos(FIRST));
        ClusterEvent again = parse(
                EventObjects.modern(UID, "shop", "Pod", "web-1", "FailedScheduling", 7, FIRST, LAST));
        assertThat(again.count()).isEqualTo(7);
        assertThat(again.lastNanos()).as("to the microsecond").isEqualTo(nanos(LAST));
        assertThat(again.firstNanos()).as("created counts in whole seconds")
                .isEqualTo(nanos(Instant.parse("2026-05-04T10:00:00Z")));
        assertThat(again.reporter().component()).isEqualTo("default-scheduler");
        assertThat(record(logfmt,
                EventObjects.modern(UID, "shop", "Pod", "web-1", "FailedScheduling", 7, FIRST, LAST)).metadata()
                .toMap()).containsEntry("level", "warn").containsEntry("action", "Binding")
                .containsEntry("instance", "default-scheduler-cp-1");
    }

    @Test
    void objectsWithoutANamespaceHaveNoNamespaceLabel() {
        EventRecord record = record(logfmt,
                EventObjects.legacy(UID, "", "Node", "node-7", "NodeNotReady", 1, FIRST, FIRST));
        assertThat(record.stream().has("namespace")).isFalse();
        assertThat(record.metadata().toMap()).containsEntry("event_namespace", "default")
                .containsEntry("node", "node-7");
    }

    @Test
    void whatIsMissingOrNoEventIsTakenAsItIs() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(EventParser.parse(json.readTree("{\"metadata\":{\"name\":\"x\"}}"), NOW)).as("no uid").isNull();
        ObjectNode object = (ObjectNode) json
                .readTree("{\"metadata\":{\"uid\":\"u\",\"creationTimestamp\":\"soon\"},\"count\":\"many\"}");
        ClusterEvent bare = parse(object);
        assertThat(bare.count()).isEqualTo(1);
        assertThat(bare.lastNanos()).as("no time at all").isEqualTo(NOW);
        assertThat(record(logfmt, object).line()).isEqualTo("count=1 msg=\"\"");
    }

    @Test
    void aClockThatIsAheadDoesNotHideWhatComesLater() {
        Instant ahead = Instant.parse("2027-01-01T00:00:00Z");
        assertThat(parse(EventObjects.legacy(UID, "shop", "Pod", "web-1", "BackOff", 2, FIRST, ahead)).lastNanos())
                .isEqualTo(NOW);
    }

    @Test
    void aLongMessageIsCutBetweenCharacters() {
        ObjectNode event = legacy();
        event.put("message", "x" + "\ud83d\ude00".repeat(20_000));
        String message = parse(event).message();
        assertThat(message).hasSizeLessThanOrEqualTo(EventParser.MESSAGE_LENGTH_MAX).endsWith("\ud83d\ude00... (cut)");
    }

    @Test
    void theOwnerAndJson() {
        EventRecord record = record(new EventRecords("events", LineFormat.JSON, Relabeling.NONE), legacy(),
                new Owner("Deployment", "web"));
        assertThat(record.metadata().toMap()).containsEntry("owner_kind", "Deployment").containsEntry("owner_name",
                "web");
        assertThat(record.line()).startsWith("{\"namespace\":\"shop\",\"kind\":\"Pod\",")
                .endsWith("\"msg\":\"it is said that \\\"web-1\\\" had BackOff\"}");
    }

    @Test
    void rulesChooseAndLabel() {
        Relabeling rules = Relabeling.of(List.of(rule("__event_message", ".*nothing.*", "", "", "drop"),
                rule("__event_component", "(.+)", "component", "$1", "replace"),
                rule("", "action", "", "", "labeldrop")));
        EventRecords records = new EventRecords("events", LineFormat.LOGFMT, rules);
        assertThat(record(records, legacy()).stream().toMap()).containsEntry("component", "kubelet")
                .containsOnlyKeys("component", "job", "kind", "namespace", "reason", "type");
        ObjectNode dull = legacy();
        dull.put("message", "there is nothing to see");
        assertThat(records.record(parse(dull), Owner.NONE)).isNull();
    }

    private static RelabelConfig rule(String source, String regex, String target, String replacement, String action) {
        return new RelabelConfig(source.isEmpty() ? List.of() : List.of(source), ";", regex, 0, target,
                replacement.isEmpty() ? "$1" : replacement, RelabelAction.of(action));
    }
}
