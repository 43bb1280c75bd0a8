package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.tributary.aggregator.storage.settings.RetentionOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the store tells of its changes to those who keep answers. */
class ChangesTest {
    private static final long NOW = StoreFixture.NOW.toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Labels UP = Labels.of("__name__", "up");

    @TempDir
    Path folder;
    private StoreFixture fixture;
    private long version;

    @BeforeEach
    void open() {
        fixture = new StoreFixture(folder);
        write("east", NOW);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void write(String cluster, long time) {
        write(cluster, time, 1);
    }

    private void write(String cluster, long time, double value) {
        new TestWriter(fixture.store, new WriterIdentity(new ClusterId(cluster), false)).sample(UP, time, value)
                .commit();
        version = fixture.store.changes().version();
    }

    private long lowest() {
        return fixture.store.changes().lowestSince(version);
    }

    private long lowestAfter(Runnable change) {
        long before = fixture.store.changes().version();
        change.run();
        return fixture.store.changes().lowestSince(before);
    }

    @Test
    void samplesOfEveryAgeAreTold() {
        assertThat(lowest()).isEqualTo(Long.MAX_VALUE);
        assertThat(lowestAfter(() -> write("east", NOW + 15_000))).isEqualTo(NOW + 15_000);
        assertThat(lowestAfter(() -> write("west", NOW - 3 * DAY))).isEqualTo(NOW - 3 * DAY);
        assertThat(lowestAfter(() -> write("east", NOW + 30_000, StaleMarker.VALUE))).isEqualTo(NOW + 30_000);
    }

    @Test
    void aDeletionIsToldFromItsFirstInstantOn() {
        assertThat(lowestAfter(() -> fixture.store.deleteSeries(List.of(Matcher.equal("__name__", "up")), NOW - 5000,
                NOW + 5000))).isEqualTo(NOW - 5000);
        assertThat(lowestAfter(() -> fixture.store.deleteSeries(List.of(Matcher.equal("__name__", "other")), 0, NOW)))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatOnlyMovesSamplesIsNoChange() {
        write("east", NOW - 3 * DAY);
        fixture.store.deleteSeries(List.of(Matcher.equal("__name__", "up")), NOW - 3 * DAY, NOW - DAY);
        version = fixture.store.changes().version();
        fixture.store.flush();
        fixture.store.cleanTombstones();
        fixture.store.optimise();
        fixture.store.dropExpired();
        assertThat(lowest()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void daysThatEndAreTold() {
        write("east", NOW - 14 * DAY);
        fixture.store.flush();
        fixture.clock.advance(Duration.ofDays(3));
        assertThat(lowestAfter(() -> assertThat(fixture.store.dropExpired()).isEqualTo(1))).isLessThan(0);
        assertThat(lowestAfter(fixture.store::dropExpired)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void daysThatEndForOneClusterAreTold() {
        fixture.restart(fixture.options.withRetention(new RetentionOptions(
                new RetentionOptions.Kinds(Duration.ofDays(15), Duration.ofDays(15)),
                Map.of("short", new RetentionOptions.Kinds(Duration.ofDays(3), Duration.ofDays(3))))));
        write("short", NOW - 2 * DAY);
        write("east", NOW - 2 * DAY);
        fixture.store.flush();
        fixture.clock.advance(Duration.ofDays(3));
        assertThat(lowestAfter(() -> assertThat(fixture.store.dropExpired()).isEqualTo(1))).isLessThan(0);
    }
}
