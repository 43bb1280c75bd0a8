package dev.tributary.collector.events;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchCollector;
import dev.tributary.collector.batch.BatchSize;
import dev.tributary.collector.events.state.EventSeries;
import dev.tributary.collector.events.state.EventTotal;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.page.BatchOutlet;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.StaleMarker;

/**
 * The totals as samples of {@code tributary_events_total}. A series that begins gets a zero at the time of the samples before,
 * so that {@code increase} sees its first event as well; one that was given up gets a stale marker. For one thread.
 */
final class EventSamples {
    private static final String NAME = "tributary_events_total";
    private static final MetricMetadata METADATA = new MetricMetadata(NAME, MetricType.COUNTER,
            "Kubernetes events that happened, repetitions counted.", "");

    private final Identity identity;
    private final BatchOutlet outlet;
    private final Clock clock;
    private long lastMillis;
    private Set<EventSeries> told;

    /** @param told series that have been told already, or need no zero */
    EventSamples(Identity identity, BatchOutlet outlet, Clock clock, Collection<EventSeries> told) {
        this.identity = identity;
        this.outlet = outlet;
        this.clock = clock;
        lastMillis = clock.millis();
        this.told = new HashSet<>(told);
    }

    /** These need no zero either. */
    void past(Collection<EventSeries> series) {
        told.addAll(series);
    }

    /** Puts the totals in the spools; after a failure the next time will do. */
    void write(Collection<EventTotal> totals) throws IOException {
        long now = Math.max(clock.millis(), lastMillis + 1);
        List<Batch> batches = new ArrayList<>();
        BatchCollector samples = new BatchCollector(clock, BatchSize.DEFAULT, batches::add);
        Set<EventSeries> telling = new HashSet<>();
        samples.metadata(METADATA);
        for (EventTotal total : totals) {
            telling.add(total.series());
            samples.series(labels(total.series()));
            if (!told.contains(total.series())) {
                samples.sample(lastMillis, 0, 0);
            }
            samples.sample(now, (double) total.value(), 0);
        }
        told.stream().filter(series -> !telling.contains(series)).forEach(series -> {
            samples.series(labels(series));
            samples.sample(now, StaleMarker.VALUE, 0);
        });
        samples.flush();
        for (Batch batch : batches) {
            outlet.accept(batch);
        }
        told = telling;
        lastMillis = now;
    }

    private LabelSlices labels(EventSeries series) {
        Labels.Builder labels = Labels.builder().set(Labels.NAME, NAME).set("namespace", series.namespace())
                .set("kind", series.kind()).set("reason", series.reason()).set("type", series.type());
        identity.stamp(labels);
        LabelSlices slices = new LabelSlices();
        slices.set(labels.build());
        return slices;
    }
}
