package dev.tributary.testkit.metrics;

import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.Test;

import static dev.tributary.testkit.metrics.StoreUnderTest.inEast;
import static org.assertj.core.api.Assertions.assertThat;

/** Exemplars and metadata beside the samples. */
interface SideDataContract extends StoreUnderTest {
    private Exemplar exemplar(String trace, double value, long time) {
        return new Exemplar(Labels.of("trace_id", trace), value, time);
    }

    @Test
    default void exemplarsAreFoundBySeriesAndTime() {
        Labels down = Labels.of("__name__", "down");
        TestWriter writer = east();
        writer.sample(UP, t0(), 1).exemplar(UP, exemplar("b", 2, t0() + 20)).exemplar(UP, exemplar("a", 1, t0() + 10));
        writer.sample(down, t0(), 1).exemplar(down, exemplar("c", 3, t0() + 10));
        assertThat(writer.commit().exemplars()).isEqualTo(3);
        assertThat(reader().exemplars(query())).containsExactly(
                new SeriesExemplars(inEast(down), List.of(exemplar("c", 3, t0() + 10))),
                new SeriesExemplars(inEast(UP), List.of(exemplar("a", 1, t0() + 10), exemplar("b", 2, t0() + 20))));
        SeriesQuery narrow = new SeriesQuery(List.of(Matcher.equal("__name__", "up")), t0() + 11, t0() + 20, 0);
        assertThat(reader().exemplars(narrow))
                .containsExactly(new SeriesExemplars(inEast(UP), List.of(exemplar("b", 2, t0() + 20))));
    }

    @Test
    default void theSameExemplarAgainIsNoSecondOne() {
        TestWriter writer = east().sample(UP, t0(), 1);
        writer.exemplar(UP, exemplar("a", 1, t0())).commit();
        writer.exemplar(UP, exemplar("a", 1, t0())).commit();
        assertThat(reader().exemplars(query()))
                .containsExactly(new SeriesExemplars(inEast(UP), List.of(exemplar("a", 1, t0()))));
    }

    @Test
    default void metadataIsKeptByFamily() {
        MetricMetadata up = new MetricMetadata("up", MetricType.GAUGE, "Whether it is there.", "");
        MetricMetadata other = new MetricMetadata("up", MetricType.GAUGE, "Another opinion.", "");
        MetricMetadata seconds = new MetricMetadata("busy_seconds", MetricType.COUNTER, "", "seconds");
        TestWriter writer = east();
        writer.metadata(up).metadata(seconds).metadata(up).commit();
        writer.metadata(other).metadata(up).commit();
        assertThat(reader().metadata("up")).containsExactlyInAnyOrder(up, other);
        assertThat(reader().metadata("busy_seconds")).containsExactly(seconds);
        assertThat(reader().metadata("")).containsExactlyInAnyOrder(up, other, seconds);
        assertThat(reader().metadata("unknown")).isEmpty();
    }
}
