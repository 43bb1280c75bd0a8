package dev.tributary.testkit.metrics;

import java.util.List;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;
import org.junit.jupiter.api.Test;

import static dev.tributary.testkit.metrics.StoreUnderTest.assertRows;
import static dev.tributary.testkit.metrics.StoreUnderTest.inEast;
import static dev.tributary.testkit.metrics.StoreUnderTest.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Labels that cannot be stored as they come, and such as cannot be stored at all. */
interface LabelContract extends StoreUnderTest {
    private WriteReport writeOne(LabelSlices labels) {
        MetricBatch batch = writer().begin(new WriterIdentity(EAST, false));
        batch.series(labels);
        batch.sample(t0(), 1, 0);
        return batch.commit().toCompletableFuture().join();
    }

    @Test
    default void unsortedLabelsAreSorted() {
        assertThat(writeOne(slices("zone", "z", "job", "node", "__name__", "up")).complete()).isTrue();
        assertThat(select()).containsExactly(inEast(UP).with("zone", "z"));
    }

    @Test
    default void emptyValuesAreAbsentLabels() {
        assertThat(writeOne(slices("__name__", "up", "job", "node", "zone", "")).complete()).isTrue();
        assertThat(select()).containsExactly(inEast(UP));
    }

    @Test
    default void brokenLabelSetsAreRefusedWithTheirReason() {
        for (LabelSlices broken : List.of(slices("__name__", "up", "job", "a", "job", "b"), slices("job", "node"),
                slices("__name__", ""), slices("__name__", "up", "", "x"))) {
            WriteReport report = writeOne(broken);
            assertThat(report.refused()).isEqualTo(1);
            assertThat(report.samples()).isZero();
            assertThat(report.problem()).isNotEmpty();
        }
        assertThat(select()).isEmpty();
    }

    @Test
    default void aBrokenSeriesDoesNotHarmTheOthersOfItsBatch() {
        MetricBatch batch = writer().begin(new WriterIdentity(EAST, false));
        batch.series(slices("job", "nameless"));
        batch.sample(t0(), 1, 0);
        batch.sample(t0() + 1, 2, 0);
        batch.series(slices("__name__", "up", "job", "node"));
        batch.sample(t0(), 3, 0);
        WriteReport report = batch.commit().toCompletableFuture().join();
        assertThat(report.samples()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(2);
        assertRows(read(inEast(UP)), t0(), 3);
    }
}
