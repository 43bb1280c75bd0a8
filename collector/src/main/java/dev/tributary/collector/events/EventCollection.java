package dev.tributary.collector.events;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import dev.tributary.collector.config.EventsSettings;
import dev.tributary.collector.events.api.EventApi;
import dev.tributary.collector.events.api.EventScope;
import dev.tributary.collector.events.record.EventRecords;
import dev.tributary.collector.events.state.EventState;
import dev.tributary.collector.events.state.EventTotal;
import dev.tributary.collector.events.state.KnownEvent;
import dev.tributary.collector.events.state.StateChange;
import dev.tributary.collector.events.state.StateLimits;
import dev.tributary.collector.events.watch.EventWatch;
import dev.tributary.collector.events.watch.WatchMetrics;
import dev.tributary.collector.events.watch.WatchStatus;
import dev.tributary.collector.events.watch.WatchTiming;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.page.BatchOutlet;
import dev.tributary.collector.ship.Backoff;
import dev.tributary.model.port.LogWriter;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.runtime.config.RelabelSettings;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The watches of one configuration with what records their events, from its making to its close. */
final class EventCollection implements AutoCloseable {
    /** A list from a lagging API server may still have what is gone, and its history may be an hour long. */
    private static final Duration GONE_KEPT = Duration.ofHours(2);
    /** Events come in flocks: one request for a flock. */
    static final Duration LINGER = Duration.ofMillis(100);
    private static final Duration WRITE_BACKOFF_MAX = Duration.ofSeconds(10);
    private static final Duration WRITE_BACKOFF_MIN = Duration.ofMillis(250);

    /** What a collection needs of the collector. */
    record Surroundings(Path directory, Identity identity, Duration samplesInterval, Duration linger, LogWriter logs,
            BatchOutlet samples, EventMetrics metrics, WatchMetrics watchMetrics, WatchTiming timing, Clock clock) {
    }

    private final EventState state;
    private final EventApi api;
    private final EventRecorder recorder;
    private final List<EventWatch> watches = new ArrayList<>();

    /**
     * Starts to watch.
     *
     * @param client is taken over
     * @throws IOException when the state on disk cannot be used
     */
    EventCollection(EventsSettings settings, KubernetesClient client, Surroundings by) throws IOException {
        state = EventState.open(by.directory().resolve("events").resolve("state"),
                new StateLimits(settings.knownMax(), GONE_KEPT, settings.metrics().seriesMax()));
        api = new EventApi(client);
        List<EventScope> scopes = settings.scopes();
        forgetOthers(scopes, by.clock());
        recorder = new EventRecorder(parts(settings, by),
                new Backoff(WRITE_BACKOFF_MIN, WRITE_BACKOFF_MAX, RandomGenerator.getDefault()));
        for (EventScope scope : scopes) {
            watches.add(new EventWatch(api, scope, by.timing(), state.position(scope.name()), recorder,
                    by.watchMetrics(), by.clock(), RandomGenerator.getDefault()));
        }
        recorder.start();
        watches.forEach(EventWatch::start);
    }

    private void forgetOthers(List<EventScope> scopes, Clock clock) throws IOException {
        List<KnownEvent> left = state.leftOver(scopes.stream().map(EventScope::name).collect(Collectors.toSet()),
                clock.millis());
        if (!left.isEmpty()) {
            state.put(new StateChange(Map.of(), left, List.of()), clock.millis());
        }
    }

    private EventRecorder.Parts parts(EventsSettings settings, Surroundings by) {
        EventRecords records = new EventRecords(settings.jobName(), settings.format(),
                RelabelSettings.relabeling(settings.relabelConfigs()));
        OwnerFinder owners = settings.owners().enabled()
                ? new OwnerLookup(api, settings.owners().cacheMax(), by.metrics(), by.clock())
                : OwnerFinder.OFF;
        EventSamples samples = settings.metrics().enabled()
                ? new EventSamples(by.identity(), by.samples(), by.clock(),
                        state.totals().stream().map(EventTotal::series).toList())
                : null;
        return new EventRecorder.Parts(records, owners,
                new RecordWriter(by.logs(), new WriterIdentity(by.identity().cluster(), false)), state, samples,
                by.samplesInterval(), by.linger(), by.metrics(), by.clock());
    }

    List<WatchStatus> status() {
        return watches.stream().map(EventWatch::status).toList();
    }

    /** Ends the watches, then the recording. */
    @Override
    public void close() throws IOException {
        watches.forEach(EventWatch::close);
        recorder.close();
        api.close();
        state.close();
    }
}
