package dev.tributary.queryapi.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.change.SampleChanges;
import dev.tributary.model.port.LabelCounter;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;

/**
 * A reader that adds the matchers of a policy to every question. Metadata carries no labels, so a family is shown when
 * the asker sees a series that can belong to it.
 */
final class NarrowedReader implements MetricReader {
    /** What a family's series may be called beyond its own name. */
    private static final List<String> SUFFIXES = List.of("", "_total", "_bucket", "_sum", "_count", "_info", "_created",
            "_gsum", "_gcount");

    private final MetricReader whole;
    private final ReadAccess access;

    NarrowedReader(MetricReader whole, ReadAccess access) {
        this.whole = whole;
        this.access = access;
    }

    @Override
    public SeriesSelection select(SeriesQuery query) {
        return whole.select(query.and(access.matchers()));
    }

    @Override
    public List<String> labelNames(SeriesQuery query) {
        return whole.labelNames(query.and(access.matchers()));
    }

    @Override
    public List<String> labelValues(String name, SeriesQuery query) {
        return whole.labelValues(name, query.and(access.matchers()));
    }

    @Override
    public void countLabels(SeriesQuery query, LabelCounter counter) {
        whole.countLabels(query.and(access.matchers()), counter);
    }

    @Override
    public List<MetricMetadata> metadata(String family) {
        return metadata(family, _ -> true);
    }

    @Override
    public List<MetricMetadata> metadata(String family, Predicate<? super String> clusters) {
        Predicate<String> both = cluster -> mayTell(cluster) && clusters.test(cluster);
        Set<String> visible = visibleNames();
        return whole.metadata(family, both).stream().filter(one -> hasSeries(one.family(), visible)).toList();
    }

    private Set<String> visibleNames() {
        SeriesQuery everything = new SeriesQuery(access.matchers(), Long.MIN_VALUE, Long.MAX_VALUE, 0);
        return new HashSet<>(whole.labelValues(Labels.NAME, everything));
    }

    /** What came without a credential may be about any cluster; nobody restricted it. */
    private boolean mayTell(String cluster) {
        return cluster.equals(ClusterId.UNNAMED.value()) || access.matchers().stream()
                .allMatch(matcher -> !matcher.name().equals(ClusterId.LABEL) || matcher.matches(cluster));
    }

    private static boolean hasSeries(String family, Set<String> names) {
        return SUFFIXES.stream().anyMatch(suffix -> names.contains(family + suffix));
    }

    @Override
    public List<SeriesExemplars> exemplars(SeriesQuery query) {
        return whole.exemplars(query.and(access.matchers()));
    }

    @Override
    public SampleChanges changes() {
        return whole.changes();
    }
}
