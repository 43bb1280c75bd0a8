package dev.tributary.alerts.role;

import java.util.List;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;

/** A reader that sees one cluster only: what a watermark group's rules are asked of. */
final class ClusterReader implements MetricReader {
    private final MetricReader whole;
    private final List<Matcher> only;

    ClusterReader(MetricReader whole, ClusterId cluster) {
        this.whole = whole;
        this.only = List.of(Matcher.equal(ClusterId.LABEL, cluster.value()));
    }

    @Override
    public SeriesSelection select(SeriesQuery query) {
        return whole.select(query.and(only));
    }

    @Override
    public List<String> labelNames(SeriesQuery query) {
        return whole.labelNames(query.and(only));
    }

    @Override
    public List<String> labelValues(String name, SeriesQuery query) {
        return whole.labelValues(name, query.and(only));
    }

    @Override
    public List<MetricMetadata> metadata(String family) {
        return whole.metadata(family);
    }

    @Override
    public List<SeriesExemplars> exemplars(SeriesQuery query) {
        return whole.exemplars(query.and(only));
    }
}
