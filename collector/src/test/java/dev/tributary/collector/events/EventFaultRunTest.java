package dev.tributary.collector.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.collector.kit.Await;
import dev.tributary.collector.kit.SampleLog;
import dev.tributary.collector.kit.StoredRecord;
import dev.tributary.model.Labels;
import dev.tributary.testkit.Seeded;
import dev.tributary.testkit.kubernetes.EventObjects;
import dev.tributary.testkit.kubernetes.FakeEventApi;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events happen and repeat while everything goes wrong that can: connections break in the middle of an item, the API server
 * forgets its history (410 in all three forms), restarts, counts its versions anew, sends items and pages twice and bookmarks
 * too early and too late; the collector is stopped and started, and the outlet loses answers. In the end there is one
 * record for each event, with its last count and time, and the totals are what happened.
 */
class EventFaultRunTest {
    /** Answers that get lost one after the other double the pause before the next attempt, up to ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int STEPS = Integer.getInteger("tests.event.steps", 200);
    private static final String SETTINGS = """
                                           enabled: true
                                           owners: {enabled: false}
                                           """;

    /** An event as its recorder knows it. */
    private static final class Happening {
        final String uid;
        final boolean modern;
        final String namespace;
        final String kind;
        final String name;
        final String reason;
        final Instant first;
        Instant last;
        long count;

        Happening(RandomGenerator random, Instant now) {
            uid = new UUID(random.nextLong(), random.nextLong()).toString();
            modern = random.nextBoolean();
            boolean ofNode = random.nextInt(5) == 0;
            kind = ofNode ? "Node" : "Pod";
            namespace = ofNode ? "" : random.nextBoolean() ? "shop" : "payments";
            name = kind.toLowerCase(java.util.Locale.ROOT) + "-" + random.nextInt(20);
            reason = List.of("BackOff", "FailedScheduling", "Pulled", "NodeNotReady").get(random.nextInt(4));
            first = now;
            last = now;
            count = 1;
        }

        ObjectNode object() {
            return modern
                    ? EventObjects.modern(uid, namespace, kind, name, reason, count, first, last)
                    : EventObjects.legacy(uid, namespace, kind, name, reason, count, first, last);
        }

        Labels series() {
            return Labels.copyOf(Map.of("__name__", "tributary_events_total", "cluster", "east", "namespace", namespace,
                    "kind", kind, "reason", reason, "type", reason.startsWith("Failed") ? "Warning" : "Normal"));
        }
    }

    @TempDir
    Path data;

    private final Map<String, Happening> events = new LinkedHashMap<>();
    private Instant now = Instant.now().minusSeconds(3000);

    @Seeded(runs = 4)
    void oneRecordForEachEvent(RandomGenerator random) throws Exception {
        Path directory = Files.createTempDirectory(data, "run");
        try (FakeEventApi api = new FakeEventApi(random);
                EventCollectionRig rig = new EventCollectionRig(directory, api.url())) {
            for (int i = 0; i < 20; i++) {
                happen(api, random);
            }
            api.faults(FakeEventApi.Faults.MANY);
            rig.start(SETTINGS);
            for (int step = 0; step < STEPS; step++) {
                happen(api, random);
                misfortune(api, rig, random);
                LockSupport.parkNanos(random.nextInt(16) * 1_000_000L);
            }
            api.faults(FakeEventApi.Faults.NONE);
            Await.until("one record for each event", PATIENCE, () -> wrong(rig.records()).isEmpty());
            Await.until("totals are what happened", PATIENCE, () -> newest(rig.samples).equals(expected()));
            assertThat(rig.samples.samples()).as("totals only rise, over all restarts")
                    .allSatisfy((_, samples) -> assertThat(samples).isSortedAccordingTo(
                            (a, b) -> Double.compare(a.value(), b.value())));
            assertThat(rig.records()).as("exactly one").hasSize(events.size());
            if (Boolean.getBoolean("tests.event.tell")) {
                System.out.println(events.size() + " events, " + events.values().stream().mapToLong(e -> e.count).sum()
                        + " occurrences, faults " + new TreeMap<>(api.seen()));
            }
        }
    }

    private void happen(FakeEventApi api, RandomGenerator random) {
        now = now.plusMillis(random.nextInt(1, 4000));
        List<Happening> all = new ArrayList<>(events.values());
        Happening event = all.isEmpty() || random.nextInt(3) == 0
                ? new Happening(random, now)
                : all.get(random.nextInt(all.size()));
        if (events.put(event.uid, event) != null) {
            // Recorders fold repetitions: a count may jump
            event.count += 1 + (random.nextInt(4) == 0 ? random.nextInt(50) : 0);
            event.last = now;
        }
        api.put(event.object());
    }

    private void misfortune(FakeEventApi api, EventCollectionRig rig, RandomGenerator random) throws IOException {
        switch (random.nextInt(120)) {
            case 0, 1 -> api.forgetHistory();
            case 2 -> api.restart(false);
            case 3, 4 -> api.restart(true);
            case 5, 6 -> {
                rig.stop();
                rig.start(SETTINGS);
            }
            case 7, 8 -> rig.lostAnswers.set(random.nextInt(1, 4));
            case 9, 10 -> expire(api, rig, random);
            default -> {
            }
        }
    }

    /**
     * An event whose last version was recorded and counted reaches the end of its time. One that was recorded alone may rightly
     * be counted too low: the count follows the record, and what is gone before a collector comes back cannot be read again.
     */
    private void expire(FakeEventApi api, EventCollectionRig rig, RandomGenerator random) {
        List<String> wrong = wrong(rig.records());
        Map<Labels, Double> counted = newest(rig.samples);
        Map<Labels, Double> expected = expected();
        List<String> recorded = events.values().stream()
                .filter(event -> Objects.equals(expected.get(event.series()), counted.get(event.series())))
                .map(event -> event.uid).filter(uid -> !wrong.contains(uid)).toList();
        if (!recorded.isEmpty()) {
            String uid = recorded.get(random.nextInt(recorded.size()));
            api.delete(uid);
        }
    }

    /** The events whose record is missing, there twice, or not the last. */
    private List<String> wrong(List<StoredRecord> records) {
        Map<String, List<StoredRecord>> byUid = records.stream()
                .collect(Collectors.groupingBy(record -> record.metadata().get("tributary_record")));
        List<String> wrong = new ArrayList<>();
        events.forEach((uid, event) -> {
            List<StoredRecord> its = byUid.getOrDefault(uid, List.of());
            if (its.size() != 1 || !its.getFirst().metadata().get("count").equals(Long.toString(event.count))
                    || its.getFirst().timestampNanos() != nanos(event)) {
                wrong.add(uid);
            }
        });
        return wrong;
    }

    private static long nanos(Happening event) {
        Instant last = event.modern
                ? event.last.truncatedTo(java.time.temporal.ChronoUnit.MICROS)
                : event.last.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        return last.getEpochSecond() * 1_000_000_000L + last.getNano();
    }

    private static Map<Labels, Double> newest(SampleLog samples) {
        Map<Labels, Double> newest = new HashMap<>();
        samples.samples().forEach((series, its) -> newest.put(series, its.getLast().value()));
        return newest;
    }

    private Map<Labels, Double> expected() {
        return events.values().stream()
                .collect(Collectors.toMap(Happening::series, event -> (double) event.count, Double::sum));
    }
}
