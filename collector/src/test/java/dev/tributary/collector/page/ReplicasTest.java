package dev.tributary.collector.page;

import java.time.Duration;

import dev.tributary.collector.series.Owners;
import dev.tributary.collector.series.SeriesTable;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two replicas of one Prometheus: each series comes from one of them at a time, and changes over without a false reset. */
class ReplicasTest {
    private static final String A = "jobs_total{prometheus_replica=\"a\"} ";
    private static final String B = "jobs_total{prometheus_replica=\"b\"} ";
    private static final String SENT = "jobs_total{cluster=\"east\", instance=\"prom:9090\", job=\"federate\"} ";

    private final PipelineRun run = PipelineRun.ofReplicas("prometheus_replica", Duration.ofSeconds(30));

    private void later() {
        run.clock.advance(Duration.ofSeconds(15));
    }

    @Test
    void aSeriesThatBothHaveComesFromOneOfThem() {
        run.replicas(PipelineRun.page(A + "1 995000"), PipelineRun.page(B + "1 999000"));
        assertThat(run.sent()).containsExactly(SENT + "1.0 @995000");
        later();
        run.replicas(PipelineRun.page(A + "2 1010000"), PipelineRun.page(B + "2 1014000"));
        assertThat(run.sent()).containsExactly(SENT + "2.0 @1010000");
    }

    @Test
    void whereOneFallsBehindTheOtherGoesOnAndStays() {
        run.replicas(PipelineRun.page(A + "1 995000"), PipelineRun.page(B + "1 999000"));
        later();
        run.replicas(PipelineRun.page(A + "1 995000"), PipelineRun.page(B + "2 1014000"));
        assertThat(run.sent()).as("not yet").isEmpty();
        later();
        run.replicas(PipelineRun.page(A + "1 995000"), PipelineRun.page(B + "3 1029000"));
        assertThat(run.sent()).containsExactly(SENT + "3.0 @1029000");
        later();
        run.replicas(PipelineRun.page(A + "4 1040000"), PipelineRun.page(B + "5 1044000"));
        assertThat(run.sent()).containsExactly(SENT + "5.0 @1044000");
    }

    @Test
    void aFailedReplicaEndsNothingAndTheOtherTakesOver() {
        run.replicas(PipelineRun.page(A + "1 995000"), PipelineRun.page(B + "1 999000"));
        later();
        run.replicas(null, PipelineRun.page(B + "2 1014000"));
        assertThat(run.sent()).isEmpty();
        assertThat(run.own("tributary_page_complete")).as("one is enough").startsWith("1.0");
        assertThat(run.own("up")).startsWith("1.0");
        later();
        run.replicas(null, PipelineRun.page(B + "3 1029000"));
        assertThat(run.sent()).containsExactly(SENT + "3.0 @1029000");
    }

    @Test
    void aSeriesThatOneEndsGoesOnFromTheOtherAtOnce() {
        run.replicas(PipelineRun.page(A + "1 995000"), PipelineRun.page(B + "1 999000"));
        later();
        run.replicas(PipelineRun.page("x 1 1010000"), PipelineRun.page(B + "2 1014000"));
        assertThat(run.sent()).noneMatch(line -> line.contains("stale"));
        later();
        run.replicas(PipelineRun.page("x 1 1010000"), PipelineRun.page(B + "3 1029000"));
        assertThat(run.sent()).contains(SENT + "3.0 @1029000");
    }

    @Test
    void aSeriesThatBothEndIsMarkedOnce() {
        run.replicas(PipelineRun.page(A + "1 995000"), PipelineRun.page(B + "1 999000"));
        later();
        run.replicas(PipelineRun.page("x 1 1010000"), PipelineRun.page("x 1 1010000"));
        assertThat(run.sent()).filteredOn(line -> line.contains("stale")).hasSize(1);
    }

    @Test
    void aCounterThatWouldStepBackAtTheChangeIsLeftOutOnce() {
        run.replicas(PipelineRun.page(A + "100 995000"), PipelineRun.page(B + "90 999000"));
        later();
        later();
        later();
        run.replicas(null, PipelineRun.page(B + "99 1044000"));
        assertThat(run.sent()).as("no false reset").isEmpty();
        later();
        run.replicas(null, PipelineRun.page(B + "104 1059000"));
        assertThat(run.sent()).containsExactly(SENT + "104.0 @1059000");
    }

    @Test
    void aCounterThatStaysLowBeganAnew() {
        run.replicas(PipelineRun.page(A + "100 995000"), PipelineRun.page(B + "90 999000"));
        later();
        later();
        later();
        run.replicas(null, PipelineRun.page(B + "1 1044000"));
        later();
        run.replicas(null, PipelineRun.page(B + "2 1059000"));
        assertThat(run.sent()).containsExactly(SENT + "2.0 @1059000");
    }

    private Owners owners() {
        return run.pipeline.owners(0);
    }

    private int placeOf(Owners owners) {
        LabelSlices labels = new LabelSlices();
        labels.set(Labels.of("__name__", "jobs_total", "cluster", "east", "instance", "prom:9090", "job", "federate"));
        return owners.find(labels);
    }

    @Test
    void itIsKnownSinceWhenAReplicaServes() {
        run.replicas(PipelineRun.page(A + "100 995000"), PipelineRun.page(B + "90 999000"));
        Owners before = owners();
        assertThat(before.replica(placeOf(before))).isZero();
        assertThat(before.fromMillis(placeOf(before))).isEqualTo(SeriesTable.UNSENT);
        later();
        later();
        later();
        RoundReport report = run.replicas(null, PipelineRun.page(B + "99 1044000"));
        assertThat(report.totals().successionsFromMillis()).as("from here on it is read again").isEqualTo(995_000);
        Owners after = owners();
        assertThat(after.mostServing()).isEqualTo(1);
        assertThat(after.replica(placeOf(after))).isEqualTo(1);
        assertThat(after.fromMillis(placeOf(after))).as("the left out one is not read either").isEqualTo(1_044_000);
        assertThat(after.fromValue(placeOf(after))).isEqualTo(100);
    }
}
