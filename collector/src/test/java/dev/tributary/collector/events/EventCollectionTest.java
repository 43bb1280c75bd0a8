package dev.tributary.collector.events;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.collector.kit.Await;
import dev.tributary.collector.kit.SampleLog.Sample;
import dev.tributary.model.Labels;
import dev.tributary.testkit.kubernetes.EventObjects;
import dev.tributary.testkit.kubernetes.FakeEventApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EventCollectionTest {
    private static final Instant PAST = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path directory;
    private FakeEventApi api;
    private EventCollectionRig rig;

    @BeforeEach
    void start() throws Exception {
        api = new FakeEventApi(new Random(7));
        rig = new EventCollectionRig(directory, api.url());
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
        api.close();
    }

    private static ObjectNode event(int number, String namespace, String reason, long count) {
        return EventObjects.legacy("%08d-0000-4000-8000-000000000000".formatted(number), namespace,
                namespace.isEmpty() ? "Node" : "Pod", "thing-" + number, reason, count, PAST,
                PAST.plusSeconds(count));
    }

    private List<String> names() {
        return rig.records().stream().map(record -> record.metadata().get("name")).sorted().toList();
    }

    @Test
    void includedNamespacesHaveAWatchEach() throws Exception {
        api.put(event(1, "shop", "BackOff", 1));
        api.put(event(2, "payments", "BackOff", 1));
        api.put(event(3, "test", "BackOff", 1));
        rig.start("""
                  enabled: true
                  namespaces: {include: [shop, payments]}
                  """);
        Await.until("both are recorded", () -> names().equals(List.of("thing-1", "thing-2")));
        assertThat(rig.running().status()).hasSize(2).allSatisfy(watch -> assertThat(watch.problem()).isEmpty());
        api.put(event(4, "payments", "BackOff", 1));
        Await.until("one more", () -> names().equals(List.of("thing-1", "thing-2", "thing-4")));
    }

    @Test
    void exclusionAndSelectorAreTheServersWork() throws Exception {
        api.put(event(1, "shop", "FailedMount", 1));
        api.put(event(2, "test", "FailedMount", 1));
        api.put(event(3, "shop", "BackOff", 1));
        rig.start("""
                  enabled: true
                  namespaces: {exclude: [test]}
                  field_selector: type=Warning
                  owners: {enabled: false}
                  """);
        Await.until("the wanted one is recorded", () -> names().equals(List.of("thing-1")));
        assertThat(api.requests()).allSatisfy(request -> assertThat(request)
                .contains("fieldSelector=type%3DWarning%2Cmetadata.namespace%21%3Dtest"));
    }

    @Test
    void anotherSelectorIsAnotherPlaceToGoOnFrom() throws Exception {
        api.put(event(1, "shop", "FailedMount", 1));
        api.put(event(2, "shop", "BackOff", 1));
        rig.start("{enabled: true, field_selector: type=Warning}");
        Await.until("warnings are recorded", () -> names().equals(List.of("thing-1")));
        rig.stop();
        rig.start("enabled: true");
        Await.until("the others as well", () -> names().equals(List.of("thing-1", "thing-2")));
        Await.until("the warning was known", () -> rig.metric("tributary_collector_event_versions", "repeated") == 1);
    }

    @Test
    void aRestartGoesOnWithoutAList() throws Exception {
        api.put(event(1, "shop", "BackOff", 5));
        rig.start("enabled: true");
        Await.until("it is recorded", () -> names().equals(List.of("thing-1")));
        Await.until("the place is known", () -> !rig.running().status().getFirst().position().isEmpty());
        Await.until("totals are sent", () -> !rig.samples.samples().isEmpty());
        rig.stop();
        api.put(event(1, "shop", "BackOff", 8));
        api.put(event(2, "shop", "BackOff", 1));
        rig.start("enabled: true");
        Await.until("what happened meanwhile", () -> names().equals(List.of("thing-1", "thing-2")));
        Await.until("three more and one", () -> newest("BackOff") == 9);
        assertThat(rig.metric("tributary_collector_event_lists", "whole")).isZero();
        assertThat(rig.metric("tributary_collector_event_versions", "repeated")).isZero();
    }

    @Test
    void anEventFromTheFutureIsRecordedOnce() throws Exception {
        Instant ahead = Instant.now().plusSeconds(86_400);
        api.put(EventObjects.modern("event-uid", "shop", "Pod", "thing-1", "BackOff", 1, ahead, ahead));
        rig.start("enabled: true");
        Await.until("it is recorded", () -> names().equals(List.of("thing-1")));
        long recorded = rig.records().getFirst().timestampNanos();
        api.delete("event-uid");
        Await.until("its end has nothing new", () -> rig.metric("tributary_collector_event_versions", "repeated") == 1);
        assertThat(rig.records()).singleElement()
                .satisfies(record -> assertThat(record.timestampNanos()).isEqualTo(recorded));
    }

    @Test
    void aDefectEndsNothing() throws Exception {
        rig.defects.set(2);
        api.put(event(1, "shop", "BackOff", 1));
        rig.start("enabled: true");
        Await.until("it is recorded", () -> names().equals(List.of("thing-1")));
        assertThat(rig.metric("tributary_collector_event_write_failures", "own")).isEqualTo(2);
    }

    private double newest(String reason) {
        return samples(reason).isEmpty() ? 0 : samples(reason).getLast().value();
    }

    private List<Sample> samples(String reason) {
        return rig.samples.samples().getOrDefault(Labels.of("__name__", "tributary_events_total", "cluster", "east",
                "kind", "Pod", "namespace", "shop", "reason", reason, "type", "Normal"), List.of());
    }

    @Test
    void aSeriesThatBeginsWhileWeWatchBeginsWithZero() throws Exception {
        api.put(event(1, "shop", "Old", 50));
        rig.start("enabled: true");
        Await.until("the past is counted", () -> newest("Old") == 50);
        api.put(event(2, "shop", "New", 3));
        Await.until("the new is counted", () -> newest("New") == 3);
        assertThat(samples("Old").getFirst().value()).as("it happened before anybody looked").isEqualTo(50);
        assertThat(samples("New")).extracting(Sample::value).startsWith(0.0, 3.0);
        assertThat(samples("New")).extracting(Sample::millis).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theOwnerIsTheTopOfTheChain() throws Exception {
        api.put("/api/v1/namespaces/shop/pods/thing-1", owned("ReplicaSet", "web-5f"));
        api.put("/apis/apps/v1/namespaces/shop/replicasets/web-5f", owned("Deployment", "web"));
        api.put(event(1, "shop", "BackOff", 1));
        api.put(event(2, "shop", "BackOff", 1));
        rig.start("enabled: true");
        Await.until("both are recorded", () -> names().equals(List.of("thing-1", "thing-2")));
        assertThat(rig.records()).filteredOn(record -> record.metadata().get("name").equals("thing-1")).first()
                .satisfies(record -> assertThat(record.metadata().toMap()).containsEntry("owner_kind", "Deployment")
                        .containsEntry("owner_name", "web"));
        assertThat(rig.records()).filteredOn(record -> record.metadata().get("name").equals("thing-2")).first()
                .satisfies(record -> assertThat(record.metadata().has("owner_kind")).as("gone").isFalse());
        api.put(event(1, "shop", "BackOff", 2));
        Await.until("from the cache",
                () -> rig.metric("tributary_collector_event_owner_lookups", "cache") == 2);
        assertThat(api.requests().stream().filter(request -> request.contains("/pods/thing-1"))).hasSize(1);
    }

    private static ObjectNode owned(String kind, String name) {
        ObjectNode object = new ObjectMapper().createObjectNode();
        object.putObject("metadata").putArray("ownerReferences").addObject().put("kind", kind).put("name", name)
                .put("controller", true);
        return object;
    }

    @Test
    void aStoreThatTakesNothingMakesTheWatchWait() throws Exception {
        rig.store.refuseWrites("disk full");
        api.put(event(1, "shop", "BackOff", 1));
        rig.start("enabled: true");
        Await.until("it is tried again",
                () -> rig.metric("tributary_collector_event_write_failures", "records") >= 2);
        assertThat(rig.records()).isEmpty();
        rig.stop();
        rig.store.refuseWrites(null);
        rig.start("enabled: true");
        Await.until("nothing was left out", () -> names().equals(List.of("thing-1")));
    }

    @Test
    void aRefusalIsToldUntilItIsOver() throws Exception {
        api.faults(new FakeEventApi.Faults(0, 0, 0, 0, 0, 0, 0, 0, 1));
        rig.start("enabled: true");
        Await.until("the status says why",
                () -> rig.running().status().getFirst().problem().contains("come back"));
        assertThat(rig.running().status().getFirst().isRunning()).isFalse();
        api.faults(FakeEventApi.Faults.NONE);
        Await.until("it watches", () -> rig.running().status().getFirst().state().equals("watching"));
        assertThat(rig.running().status().getFirst().problem()).isEmpty();
    }
}
