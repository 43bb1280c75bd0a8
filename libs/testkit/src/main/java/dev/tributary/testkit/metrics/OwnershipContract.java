package dev.tributary.testkit.metrics;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.Test;

import static dev.tributary.testkit.metrics.StoreUnderTest.assertRows;
import static dev.tributary.testkit.metrics.StoreUnderTest.inEast;
import static dev.tributary.testkit.metrics.StoreUnderTest.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose samples they are: the cluster a writer is, and the cluster its labels name. */
interface OwnershipContract extends StoreUnderTest {
    @Test
    default void aForeignClusterLabelMovesAside() {
        east().sample(UP.with("cluster", "west"), t0(), 1).commit();
        assertThat(select()).containsExactly(inEast(UP).with("exported_cluster", "west"));
    }

    @Test
    default void theOwnClusterLabelStays() {
        east().sample(UP.with("cluster", "east"), t0(), 1).sample(UP, t0() + 1, 2).commit();
        assertThat(select()).containsExactly(inEast(UP));
        assertRows(read(inEast(UP)), t0(), 1, t0() + 1, 2);
    }

    @Test
    default void theWayAsideIsRepeatedUntilItIsFree() {
        east().sample(UP.with("cluster", "west").with("exported_cluster", "south"), t0(), 1).commit();
        assertThat(select()).containsExactly(
                inEast(UP).with("exported_cluster", "south").with("exported_exported_cluster", "west"));
    }

    @Test
    default void withoutCredentialsTheLabelNamesTheCluster() {
        anyone().sample(UP.with("cluster", "west"), t0(), 1).sample(UP, t0(), 2).commit();
        assertThat(select()).containsExactly(inEast(UP), UP.with("cluster", "west"));
    }

    @Test
    default void aClusterLabelThatIsNoClusterNameMovesAside() {
        anyone().sample(UP.with("cluster", "not a name"), t0(), 1).commit();
        assertThat(select()).containsExactly(inEast(UP).with("exported_cluster", "not a name"));
    }

    @Test
    default void nobodysDataEntersTheHubsOwnCluster() {
        anyone().sample(UP.with("cluster", "_hub"), t0(), 1).commit();
        east().sample(UP.with("cluster", "_hub"), t0(), 1).commit();
        assertThat(select()).containsExactly(inEast(UP).with("exported_cluster", "_hub"));
        new TestWriter(writer(), new WriterIdentity(ClusterId.HUB, false)).sample(UP, t0(), 1).commit();
        assertThat(select(Matcher.equal("cluster", "_hub"))).containsExactly(UP.with("cluster", "_hub"));
    }

    @Test
    default void theSameFormMeansAnotherSeriesToAnotherWriter() {
        WriterIdentity west = new WriterIdentity(new ClusterId("west"), false);
        Labels foreign = UP.with("cluster", "west");
        for (int round = 0; round < 3; round++) {
            assertThat(east().sample(foreign, t0() + round, 1).commit().complete()).isTrue();
            assertThat(anyone().sample(foreign, t0() + 100 + round, 2).commit().complete()).isTrue();
            assertThat(new TestWriter(writer(), west).sample(foreign, t0() + 200 + round, 3).commit().complete())
                    .isTrue();
        }
        assertRows(read(inEast(UP).with("exported_cluster", "west")), t0(), 1, t0() + 1, 1, t0() + 2, 1);
        assertRows(read(foreign), t0() + 100, 2, t0() + 101, 2, t0() + 102, 2, t0() + 200, 3, t0() + 201, 3,
                t0() + 202, 3);
    }

    @Test
    default void aBatchTellsWhoseSeriesItTakes() {
        MetricBatch batch = writer().begin(new WriterIdentity(EAST, true));
        batch.series(slices("__name__", "up", "cluster", "west"));
        assertThat(batch.seriesCluster()).isEqualTo(new ClusterId("west"));
        batch.series(slices("__name__", "up"));
        assertThat(batch.seriesCluster()).isEqualTo(EAST);
        batch.series(slices("no", "name"));
        assertThat(batch.seriesCluster()).isNull();
        batch.discard();
    }
}
