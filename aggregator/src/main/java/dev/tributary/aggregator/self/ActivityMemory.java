package dev.tributary.aggregator.self;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.aggregator.ingest.ClusterIntakes;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;

/**
 * Brings back when each cluster was last heard of, from what the hub stored about itself before it was restarted: a cluster
 * that has been silent since yesterday is not one that never reported.
 */
public final class ActivityMemory {
    private static final String NEWEST = "tributary_cluster_last_sample_timestamp_seconds";
    private static final String RECEIVED = "tributary_cluster_last_received_timestamp_seconds";

    private ActivityMemory() {
    }

    /** Restores all clusters that were heard of within the given time. */
    public static void restore(MetricReader reader, ClusterIntakes clusters, InstantSource clock, Duration lookBack) {
        Map<ClusterId, Double> newest = lastValues(reader, NEWEST, clock, lookBack);
        lastValues(reader, RECEIVED, clock, lookBack).forEach((cluster, received) -> {
            Double sample = newest.get(cluster);
            if (received > 0 && sample != null) {
                clusters.restore(cluster, Math.round(sample * 1e3), Math.round(received * 1e3));
            }
        });
    }

    private static Map<ClusterId, Double> lastValues(MetricReader reader, String metric, InstantSource clock,
            Duration lookBack) {
        long now = clock.millis();
        long from = now - lookBack.toMillis();
        List<Matcher> matchers = List.of(Matcher.equal(Labels.NAME, metric), Matcher.equal("job", SelfMetrics.JOB));
        Map<ClusterId, Double> values = new HashMap<>();
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection found = reader.select(new SeriesQuery(matchers, from, now, 0))) {
            for (StoredSeries series : found.series()) {
                columns.clear();
                series.read(from, now, columns);
                double last = lastValue(columns);
                if (last > 0) {
                    values.merge(new ClusterId(series.labels().get(ClusterId.LABEL)), last, Math::max);
                }
            }
        }
        return values;
    }

    private static double lastValue(SampleColumns columns) {
        for (int row = columns.size() - 1; row >= 0; row--) {
            if (!StaleMarker.is(columns.value(row))) {
                return columns.value(row);
            }
        }
        return 0;
    }
}
