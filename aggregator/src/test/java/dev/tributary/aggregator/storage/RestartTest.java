package dev.tributary.aggregator.storage;

import java.nio.file.Path;

import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RestartTest {
    private static final long NOW = StoreFixture.NOW.toEpochMilli();
    private static final Labels UP = Labels.of("__name__", "up");

    @TempDir
    Path folder;
    private StoreFixture fixture;

    @BeforeEach
    void open() {
        fixture = new StoreFixture(folder);
        write(1, 2, 3);
        fixture.store.flush();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Writes values, the first a minute before the fixture's time, one a second. */
    private WriteReport write(double... values) {
        TestWriter writer = new TestWriter(fixture.store, new WriterIdentity(new ClusterId("east"), false));
        for (int i = 0; i < values.length; i++) {
            writer.sample(UP, NOW - 60_000 + 1000L * i, values[i]);
        }
        return writer.commit();
    }

    @Test
    void whatWasFlushedBeforeIsKnownAsADuplicate() {
        fixture.restart();
        WriteReport report = write(1, 7, 3, 4);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.problem()).startsWith("duplicate sample");
        assertThat(report.samples()).isEqualTo(3);
        fixture.store.flush();
        // The three before and the new one: the same samples again were not stored twice.
        assertThat(fixture.store.verify(WorkProgress.NONE).samples()).isEqualTo(4);
    }

    @Test
    void whatWasReplayedFromTheLogIsKnownTooAndNewSeriesAreNoDuplicates() {
        write(1, 2, 3, 4, 5);
        fixture.restart();
        assertThat(write(1, 2, 3, 4, 9).refused()).isEqualTo(1);
        TestWriter writer = new TestWriter(fixture.store, new WriterIdentity(new ClusterId("east"), false));
        assertThat(writer.sample(UP.with("job", "new"), NOW - 60_000, 1).commit().complete()).isTrue();
        assertThat(fixture.store.verify(WorkProgress.NONE).isSound()).isTrue();
    }
}
