package dev.tributary.app.demo.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import dev.tributary.app.demo.exporter.Families;
import dev.tributary.app.demo.server.SimulatedPrometheus.Sample;
import dev.tributary.app.demo.world.ClusterSpec;
import dev.tributary.app.demo.world.World;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricType;
import dev.tributary.model.StaleMarker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

final class SimulatedPrometheusTest {
    static final long START = 1_700_000_000_000L;
    static final long STEP = 5_000;
    static final List<List<Matcher>> EVERYTHING = List.of(List.of(Matcher.of("job", MatchType.REGEX, ".+")));

    private long now = START;

    static List<ClusterSpec> fleet() {
        return ClusterSpec.fleet();
    }

    @ParameterizedTest
    @MethodSource("fleet")
    void clusterHasTheSizeOfARealSmallOne(ClusterSpec spec) {
        List<Sample> page = runFor(spec, 30).federate(EVERYTHING, now);
        assertThat(page.size()).isBetween(900, 2500);
        assertThat(page.stream().filter(sample -> sample.labels().metricName().equals("up")))
                .allSatisfy(up -> assertThat(up.value()).isEqualTo(1));
    }

    @Test
    void everyFamilyIsDescribed() {
        Set<String> described = new HashSet<>(Set.of("up", "scrape_samples_scraped", "scrape_duration_seconds"));
        Families.all().forEach(family -> {
            described.add(family.family());
            if (family.type() == MetricType.HISTOGRAM) {
                described.addAll(List.of(family.family() + "_bucket", family.family() + "_sum",
                        family.family() + "_count"));
            }
        });
        assertThat(LifeOfACluster.WATCHED.names).hasSizeGreaterThan(70).isSubsetOf(described);
    }

    @Test
    void countersFallWhenTheirProcessRestartsAndOnlyThen() {
        assertThat(LifeOfACluster.WATCHED.fallen).contains("http_requests_total", "node_cpu_seconds_total")
                .doesNotContain("kube_pod_container_status_restarts_total");
        assertThat(LifeOfACluster.WATCHED.fallenALittle).isEmpty();
    }

    @Test
    void podsComeAndGoContainersRestartAndNodesFail() {
        assertThat(LifeOfACluster.WATCHED.values("kube_pod_info", "pod")).hasSizeGreaterThan(35);
        assertThat(LifeOfACluster.WATCHED.largest("kube_pod_container_status_restarts_total")).isPositive();
        assertThat(
                LifeOfACluster.WATCHED.smallest("kube_node_status_condition", "condition", "Ready", "status", "true"))
                .isZero();
        assertThat(LifeOfACluster.WATCHED.smallest("up", "job", "node-exporter")).isZero();
    }

    @Test
    void seriesThatEndedIsNotFederatedAndStaysInTheHistoryWithAStaleMarker() {
        SimulatedPrometheus prometheus = runFor(ClusterSpec.fleet().getFirst(), 900);
        List<SeriesCopy> pods = prometheus.select(List.of(Matcher.equal("__name__", "kube_pod_info")));
        List<Labels> ended = new ArrayList<>();
        for (SeriesCopy pod : pods) {
            if (StaleMarker.is(pod.samples().value(pod.samples().size() - 1))) {
                ended.add(pod.labels());
            }
        }
        assertThat(ended).isNotEmpty();
        assertThat(prometheus.federate(EVERYTHING, now)).extracting(Sample::labels).doesNotContainAnyElementsOf(ended);
    }

    @Test
    void federationGivesTheNewestSampleOfTheLastFiveMinutesOrderedByName() {
        SimulatedPrometheus prometheus = runFor(ClusterSpec.fleet().getFirst(), 60);
        List<Sample> page = prometheus.federate(EVERYTHING, now + 300_000);
        assertThat(page).isNotEmpty().allSatisfy(sample -> assertThat(sample.timeMillis()).isEqualTo(now));
        assertThat(page).extracting(sample -> sample.labels().metricName()).isSorted();
        assertThat(prometheus.federate(EVERYTHING, now + 300_001)).isEmpty();
    }

    @Test
    void selectorsAreAUnionWithoutDuplicates() {
        SimulatedPrometheus prometheus = runFor(ClusterSpec.fleet().getFirst(), 60);
        List<Matcher> up = List.of(Matcher.equal("__name__", "up"));
        List<Matcher> upOfNodes = List.of(Matcher.equal("__name__", "up"), Matcher.equal("job", "node-exporter"));
        List<Matcher> load = List.of(Matcher.equal("__name__", "node_load1"));
        assertThat(prometheus.federate(List.of(up, upOfNodes), now))
                .hasSameSizeAs(prometheus.federate(List.of(up), now));
        assertThat(prometheus.federate(List.of(upOfNodes, load), now)).hasSize(8);
        assertThat(prometheus.federate(List.of(), now)).isEmpty();
    }

    private SimulatedPrometheus runFor(ClusterSpec spec, int seconds) {
        SimulatedPrometheus prometheus = prometheus(spec);
        for (int i = 0; i * STEP < seconds * 1000L; i++) {
            step(prometheus);
        }
        return prometheus;
    }

    static SimulatedPrometheus prometheus(ClusterSpec spec) {
        return new SimulatedPrometheus(new World(spec, new SplittableRandom(7), START));
    }

    private void step(SimulatedPrometheus prometheus) {
        now += STEP;
        prometheus.scrape(now);
    }
}
