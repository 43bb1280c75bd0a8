package dev.tributary.aggregator.self;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.aggregator.ingest.ClusterActivity;
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
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * Up to which instant each cluster's data is complete. A collector says so itself: the end of the oldest of its targets'
 * last complete pages, but never beyond what it has shipped, as its spool's backlog tells. Of other senders, who send in
 * order, everything older than the newest sample by a margin is taken to have come. Safe for several threads.
 */
public final class FleetWatermarks {
    /** Stands for a cluster that never reported. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final String PAGES = "tributary_watermark_timestamp_seconds";
    private static final String BACKLOG = "tributary_collector_spool_backlog_samples";
    private static final String OLDEST = "tributary_collector_spool_oldest_pending_seconds";

    /** A target that has said nothing for this long before the cluster's newest sample no longer counts. */
    private static final long TARGET_SILENCE_MAX = Duration.ofMinutes(15).toMillis();

    /** Between the shards of one sender: samples of a scrape may be this much apart. */
    private static final long SENDER_MARGIN = Duration.ofSeconds(30).toMillis();

    /** Groups that are evaluated at about the same time share an answer. */
    private static final long REMEMBERED_MILLIS = 1_000;

    private final MetricReader reader;
    private final ClusterIntakes clusters;
    private final InstantSource clock;
    private Map<ClusterId, Long> remembered = Map.of();
    private long rememberedAt = Long.MIN_VALUE;

    public FleetWatermarks(MetricReader reader, ClusterIntakes clusters, InstantSource clock) {
        this.reader = reader;
        this.clusters = clusters;
        this.clock = clock;
    }

    /** States the watermarks as metrics; the store must be open when they are read. */
    public void register(PrometheusRegistry registry) {
        GaugeWithCallback.builder().name("tributary_cluster_watermark_timestamp_seconds")
                .help("Up to when the cluster's data is complete; 0 when it never sent any.").labelNames("cluster")
                .callback(out -> now().forEach(
                        (cluster, millis) -> out.call(millis == NEVER ? 0 : millis / 1e3, cluster.value())))
                .register(registry);
        GaugeWithCallback.builder().name("tributary_cluster_watermark_age_seconds")
                .help("How far the cluster's complete data is behind; +Inf when it never sent any.")
                .labelNames("cluster")
                .callback(out -> now().forEach((cluster, millis) -> out.call(
                        millis == NEVER ? Double.POSITIVE_INFINITY : (clock.millis() - millis) / 1e3,
                        cluster.value())))
                .register(registry);
    }

    /** The watermark of every cluster that is enrolled or has ever sent something, in Unix milliseconds. */
    public synchronized Map<ClusterId, Long> now() {
        long now = clock.millis();
        if (rememberedAt == Long.MIN_VALUE || Math.abs(now - rememberedAt) >= REMEMBERED_MILLIS) {
            Map<ClusterId, Long> found = new TreeMap<>();
            clusters.activities()
                    .forEach((cluster, activity) -> found.put(cluster, watermark(cluster, activity.snapshot(), now)));
            remembered = Map.copyOf(found);
            rememberedAt = now;
        }
        return remembered;
    }

    private long watermark(ClusterId cluster, ClusterActivity.Snapshot activity, long now) {
        if (!activity.isKnown()) {
            return NEVER;
        }
        long newest = Math.min(activity.newestSampleMillis(), now);
        Lasts pages = new Lasts(cluster, PAGES, newest);
        if (pages.isEmpty()) {
            return newest - SENDER_MARGIN;
        }
        long complete = Math.round(pages.minValue() * 1e3);
        Lasts backlog = new Lasts(cluster, BACKLOG, newest);
        if (backlog.isEmpty()) {
            return complete;
        }
        long said = backlog.minTime();
        if (backlog.maxValue() > 0) {
            said -= Math.round(new Lasts(cluster, OLDEST, newest).maxValue() * 1e3);
        }
        return Math.min(complete, said);
    }

    /** The last samples of a cluster's series of one name, over all of them. */
    private final class Lasts {
        private int count;
        private double least = Double.POSITIVE_INFINITY;
        private double most;
        private long oldest = Long.MAX_VALUE;

        Lasts(ClusterId cluster, String name, long newest) {
            long from = newest - TARGET_SILENCE_MAX;
            List<Matcher> matchers = List.of(Matcher.equal(Labels.NAME, name),
                    Matcher.equal(ClusterId.LABEL, cluster.value()));
            SampleColumns columns = new SampleColumns();
            try (SeriesSelection found = reader.select(new SeriesQuery(matchers, from, newest, 0))) {
                for (StoredSeries series : found.series()) {
                    columns.clear();
                    series.read(from, newest, columns);
                    addLast(columns);
                }
            }
        }

        private void addLast(SampleColumns columns) {
            int last = columns.size() - 1;
            if (last < 0 || StaleMarker.is(columns.value(last))) {
                return;
            }
            count++;
            least = Math.min(least, columns.value(last));
            most = Math.max(most, columns.value(last));
            oldest = Math.min(oldest, columns.timestamp(last));
        }

        boolean isEmpty() {
            return count == 0;
        }

        double minValue() {
            return least;
        }

        double maxValue() {
            return most;
        }

        long minTime() {
            return oldest;
        }
    }
}
