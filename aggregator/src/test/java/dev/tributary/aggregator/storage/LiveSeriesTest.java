package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.time.Duration;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LiveSeriesTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    @TempDir
    Path folder;
    private StoreFixture fixture;

    @BeforeEach
    void open() {
        fixture = new StoreFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Series of these numbers get a sample of now. */
    private void write(String cluster, int from, int to) {
        TestWriter writer = new TestWriter(fixture.store, new WriterIdentity(new ClusterId(cluster), false));
        for (int i = from; i < to; i++) {
            writer.sample(Labels.of("__name__", "load", "i", "" + i), fixture.clock.millis(), 1);
        }
        writer.commit();
    }

    private void assertLive(String cluster, long series) {
        assertThat(fixture.store.liveSeries(WINDOW)).containsEntry(new ClusterId(cluster), series);
    }

    @Test
    void seriesCountWhereverTheirNewestSampleLies() {
        write("eu", 0, 10);
        fixture.store.flush();
        write("eu", 10, 15);
        write("us", 0, 3);
        assertLive("eu", 15);
        assertLive("us", 3);
    }

    @Test
    void seriesThatEndedNoLongerCount() {
        write("eu", 0, 10);
        fixture.clock.advance(Duration.ofMinutes(11));
        write("eu", 5, 20);
        assertLive("eu", 15);
        fixture.store.flush();
        assertLive("eu", 15);
    }

    @Test
    void aSilentClusterHasAsManyAsWhenItWasHeardOf() {
        write("eu", 0, 10);
        fixture.clock.advance(Duration.ofHours(5));
        write("us", 0, 3);
        assertLive("eu", 10);
    }

    @Test
    void afterARestartSeriesCountAgainAsTheyAreSeen() {
        write("eu", 0, 10);
        fixture.restart();
        assertLive("eu", 10);
        fixture.store.flush();
        fixture.restart();
        assertLive("eu", 0);
        fixture.clock.advance(Duration.ofMinutes(1));
        write("eu", 0, 12);
        assertLive("eu", 12);
    }
}
