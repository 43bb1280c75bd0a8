package dev.tributary.collector.events;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.collector.kit.Await;
import dev.tributary.collector.kit.KubeApiServer;
import dev.tributary.collector.kit.StoredRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Against a real kube-apiserver with a real etcd: events of both recorders, written through both API groups, while the
 * server is killed, forgets its history and at last begins anew with an empty store.
 */
@Timeout(300)
class RealEventApiIT {
    private static final String SETTINGS = "{enabled: true, owners: {enabled: true}}";

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
            .withZone(ZoneOffset.UTC);

    private static final class Happening {
        final String uid;
        final String path;
        final boolean modern;
        Instant last;
        long count = 1;

        Happening(JsonNode created, boolean modern, Instant first) {
            uid = created.at("/metadata/uid").asText();
            path = (modern ? "/apis/events.k8s.io/v1" : "/api/v1") + "/namespaces/"
                    + created.at("/metadata/namespace").asText() + "/events/" + created.at("/metadata/name").asText();
            this.modern = modern;
            last = first;
        }
    }

    @TempDir
    Path folder;

    private final List<Happening> events = new ArrayList<>();
    private final Map<String, Happening> ended = new LinkedHashMap<>();
    private final RandomGenerator random = new Random(11);
    private int made;

    @Test
    void oneRecordForEachEvent() throws Exception {
        try (KubeApiServer server = new KubeApiServer(folder);
                EventCollectionRig rig = new EventCollectionRig(folder, server.clientConfig())) {
            namespace(server);
            for (int i = 0; i < 30; i++) {
                happen(server);
            }
            rig.start(SETTINGS);
            Await.until("the past is recorded", () -> isRight(rig));
            for (int i = 0; i < 40; i++) {
                happen(server);
            }
            Await.until("the present is recorded", () -> isRight(rig));
            assertThat(rig.metric("tributary_collector_event_lists", "whole")).isEqualTo(1);

            server.kill();
            Await.until("the watch is told", () -> rig.running().status().getFirst().state().equals("waiting"));
            server.start();
            happen(server);
            Await.until("recorded after a restart of the server", () -> isRight(rig));
            assertThat(rig.metric("tributary_collector_event_lists", "whole")).as("it went on where it was")
                    .isEqualTo(1);

            rig.stop();
            for (int i = 0; i < 20; i++) {
                happen(server);
            }
            server.forgetHistory();
            rig.start(SETTINGS);
            Await.until("recorded after the history was forgotten", () -> isRight(rig));
            assertThat(rig.metric("tributary_collector_event_watch_expired", "")).isEqualTo(1);
            assertThat(rig.metric("tributary_collector_event_lists", "whole")).isEqualTo(1);

            server.beginAnew();
            events.forEach(event -> ended.put(event.uid, event));
            events.clear();
            namespace(server);
            for (int i = 0; i < 20; i++) {
                happen(server);
            }
            Await.until("recorded after the server began anew", () -> isRight(rig));
            assertThat(rig.metric("tributary_collector_event_watch_ends", "reset")).isEqualTo(1);
            Await.until("the totals are all that happened", () -> Math.round(total(rig)) == occurrences());
        }
    }

    private static void namespace(KubeApiServer server) throws Exception {
        server.create("/api/v1/namespaces", "{\"metadata\":{\"name\":\"shop\"}}");
    }

    private void happen(KubeApiServer server) throws Exception {
        if (events.isEmpty() || random.nextInt(3) == 0) {
            events.add(create(server));
            return;
        }
        Happening event = events.get(random.nextInt(events.size()));
        event.count += 1 + random.nextInt(5);
        event.last = event.last.plusMillis(1 + random.nextInt(5000));
        server.patch(event.path,
                event.modern
                        ? "{\"series\":{\"count\":%d,\"lastObservedTime\":\"%s\"}}".formatted(event.count,
                                micros(event.last))
                        : "{\"count\":%d,\"lastTimestamp\":\"%s\"}".formatted(event.count, seconds(event.last)));
    }

    private Happening create(KubeApiServer server) throws Exception {
        boolean modern = random.nextBoolean();
        boolean ofNode = random.nextInt(4) == 0;
        String namespace = ofNode ? "default" : "shop";
        String object = ofNode
                ? "{\"kind\":\"Node\",\"name\":\"node-1\",\"apiVersion\":\"v1\"}"
                : "{\"kind\":\"Pod\",\"name\":\"web-1\",\"namespace\":\"shop\",\"apiVersion\":\"v1\"}";
        Instant now = Instant.now();
        String name = "thing." + Long.toHexString(++made * 1000L + random.nextInt(1000));
        return modern
                ? new Happening(server.create("/apis/events.k8s.io/v1/namespaces/" + namespace + "/events",
                        """
                        {"metadata":{"name":"%s"},"regarding":%s,"note":"it happened","reason":"Scheduled",
                        "type":"Normal","action":"Binding","reportingController":"default-scheduler",
                        "reportingInstance":"default-scheduler-1","eventTime":"%s"}
                        """.formatted(name, object, micros(now))), true, now)
                : new Happening(server.create("/api/v1/namespaces/" + namespace + "/events",
                        """
                        {"metadata":{"name":"%s"},"involvedObject":%s,"message":"it happened","reason":"BackOff",
                        "type":"Warning","source":{"component":"kubelet","host":"node-1"},"firstTimestamp":"%s",
                        "lastTimestamp":"%s","count":1}
                        """.formatted(name, object, seconds(now), seconds(now))), false, now);
    }

    private static String micros(Instant time) {
        return MICROS.format(time);
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private boolean isRight(EventCollectionRig rig) {
        List<StoredRecord> records = rig.records();
        if (records.size() != events.size() + ended.size()) {
            return false;
        }
        Map<String, StoredRecord> byUid = new LinkedHashMap<>();
        records.forEach(record -> byUid.put(record.metadata().get("tributary_record"), record));
        return events.stream().allMatch(event -> isRight(event, byUid.get(event.uid)))
                && ended.values().stream().allMatch(event -> isRight(event, byUid.get(event.uid)));
    }

    private static boolean isRight(Happening event, @Nullable StoredRecord record) {
        Instant last = event.last.truncatedTo(event.modern ? ChronoUnit.MICROS : ChronoUnit.SECONDS);
        long least = last.getEpochSecond() * 1_000_000_000L + last.getNano();
        // Created a moment after it happened, in whole seconds
        return record != null && record.metadata().get("count").equals(Long.toString(event.count))
                && record.timestampNanos() >= least && record.timestampNanos() <= least + 2_000_000_000L;
    }

    private static double total(EventCollectionRig rig) {
        return rig.samples.samples().values().stream().mapToDouble(samples -> samples.getLast().value()).sum();
    }

    private long occurrences() {
        return events.stream().mapToLong(event -> event.count).sum()
                + ended.values().stream().mapToLong(event -> event.count).sum();
    }
}
