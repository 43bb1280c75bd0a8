package dev.tributary.app.demo.server;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tributary.app.demo.exporter.Families;
import dev.tributary.app.demo.server.SimulatedPrometheus.Sample;
import dev.tributary.app.demo.world.ClusterSpec;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;

/** What was seen of the first cluster over twenty-five minutes, in which every kind of incident happens. */
final class LifeOfACluster {
    static final LifeOfACluster WATCHED = new LifeOfACluster();
    private static final int STEPS = 300;

    final Set<String> names = new HashSet<>();
    final Set<String> fallen = new HashSet<>();
    final Set<Labels> fallenALittle = new HashSet<>();
    private final Map<Labels, Double> last = new HashMap<>();
    private final Map<Labels, Double> smallest = new HashMap<>();
    private final Map<Labels, Double> largest = new HashMap<>();

    private LifeOfACluster() {
        Set<String> counters = Families.all().stream().filter(family -> family.type() == MetricType.COUNTER)
                .map(MetricMetadata::family).collect(Collectors.toSet());
        SimulatedPrometheus prometheus = SimulatedPrometheusTest.prometheus(ClusterSpec.fleet().getFirst());
        long now = SimulatedPrometheusTest.START;
        for (int i = 0; i < STEPS; i++) {
            now += SimulatedPrometheusTest.STEP;
            prometheus.scrape(now);
            for (Sample sample : prometheus.federate(SimulatedPrometheusTest.EVERYTHING, now)) {
                watch(sample, counters.contains(sample.labels().metricName()));
            }
        }
    }

    private void watch(Sample sample, boolean counter) {
        String name = sample.labels().metricName();
        names.add(name);
        smallest.merge(sample.labels(), sample.value(), Math::min);
        largest.merge(sample.labels(), sample.value(), Math::max);
        Double before = last.put(sample.labels(), sample.value());
        if (counter && before != null && sample.value() < before) {
            fallen.add(name);
            if (sample.value() > before / 2) {
                fallenALittle.add(sample.labels());
            }
        }
    }

    Set<String> values(String metric, String label) {
        return find(metric).map(labels -> labels.get(label)).collect(Collectors.toSet());
    }

    double smallest(String metric, String... labels) {
        return find(metric, labels).mapToDouble(series -> smallest.getOrDefault(series, Double.NaN)).min()
                .orElseThrow();
    }

    double largest(String metric, String... labels) {
        return find(metric, labels).mapToDouble(series -> largest.getOrDefault(series, Double.NaN)).max().orElseThrow();
    }

    private Stream<Labels> find(String metric, String... wanted) {
        Set<Map.Entry<String, String>> pairs = Labels.of(wanted).toMap().entrySet();
        return List.copyOf(last.keySet()).stream().filter(series -> series.metricName().equals(metric)
                && series.toMap().entrySet().containsAll(pairs));
    }
}
