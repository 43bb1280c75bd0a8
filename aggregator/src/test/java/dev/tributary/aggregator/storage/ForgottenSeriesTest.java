package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Series of which nothing is stored any more, because their days ended or they were deleted. */
class ForgottenSeriesTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Labels OLD = Labels.of("__name__", "up", "pod", "old");
    private static final Labels KEPT = Labels.of("__name__", "up", "pod", "kept");

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

    private TestWriter writer() {
        return new TestWriter(fixture.store, new WriterIdentity(new ClusterId("east"), false));
    }

    private long now() {
        return fixture.clock.millis();
    }

    /** Two series of a day that is over soon, one of which goes on. */
    private void letOneEnd() {
        writer().sample(OLD, now(), 1).sample(KEPT, now(), 1).commit();
        fixture.store.flush();
        fixture.clock.advance(Duration.ofDays(14));
        writer().sample(KEPT, now(), 2).commit();
        fixture.store.flush();
        fixture.clock.advance(Duration.ofDays(5));
    }

    private void lookTwice() {
        fixture.store.dropExpired();
        fixture.store.dropExpired();
    }

    private List<String> pods() {
        return fixture.store.labelValues("pod", new SeriesQuery(List.of(), 0, now() + DAY, 0));
    }

    private SampleColumns samples(Labels labels) {
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection found = fixture.store
                .select(new SeriesQuery(List.of(Matcher.equal("pod", labels.get("pod"))), 0, now() + DAY, 0))) {
            found.series().forEach(series -> series.read(0, now() + DAY, columns));
        }
        return columns;
    }

    @Test
    void aSeriesWithoutDaysIsForgottenAndAnotherWithTheseLabelsIsNew() {
        letOneEnd();
        lookTwice();
        assertThat(fixture.store.stats().series()).isEqualTo(1);
        assertThat(fixture.store.stats().seriesForgotten()).isEqualTo(1);
        assertThat(pods()).containsExactly("kept");

        writer().sample(OLD, now(), 7).commit();
        assertThat(fixture.store.stats().series()).isEqualTo(2);
        assertThat(samples(OLD).value(0)).isEqualTo(7);
        fixture.restart();
        assertThat(fixture.store.stats().series()).isEqualTo(2);
        assertThat(pods()).containsExactly("kept", "old");
        assertThat(samples(OLD).size()).isEqualTo(1);
        assertThat(samples(KEPT).size()).isEqualTo(1);
    }

    @Test
    void nothingOfItIsReadAtTheNextStart() {
        letOneEnd();
        lookTwice();
        writer().sample(KEPT, now(), 3).commit(); // rows that are no more wait for a commit
        fixture.restart();
        assertThat(fixture.store.stats().series()).isEqualTo(1);
        assertThat(samples(KEPT).size()).isEqualTo(2);
    }

    @Test
    void aSeriesThatWaitsForItsFirstSampleIsNotForgotten() {
        TestWriter waiting = writer().sample(OLD, now(), 1);
        fixture.store.dropExpired();
        assertThat(waiting.commit().complete()).isTrue();
        assertThat(samples(OLD).size()).isEqualTo(1);
    }

    @Test
    void aBatchThatFoundASeriesBeforeItWasForgottenIsToBeSentAgain() {
        letOneEnd();
        TestWriter before = writer().sample(OLD, now(), 5);
        lookTwice();
        assertThatThrownBy(before::commit).isInstanceOfSatisfying(CompletionException.class,
                e -> assertThat(e).hasCauseInstanceOf(WriteRefusedException.class));
        assertThat(writer().sample(OLD, now(), 5).commit().complete()).isTrue();
        assertThat(samples(OLD).value(0)).isEqualTo(5);
    }

    @Test
    void aDeletedSeriesIsForgottenWhenItIsCleaned() {
        writer().sample(OLD, now(), 1).sample(KEPT, now(), 1).commit();
        fixture.store.flush();
        fixture.store.deleteSeries(List.of(Matcher.equal("pod", "old")), Long.MIN_VALUE, Long.MAX_VALUE);
        fixture.store.cleanTombstones();
        lookTwice();
        assertThat(fixture.store.stats().series()).isEqualTo(1);
        assertThat(pods()).containsExactly("kept");
    }

    @Test
    void samplesThatAreOnlyInMemoryKeepASeries() {
        writer().sample(OLD, now(), 1).commit();
        lookTwice();
        assertThat(fixture.store.stats().seriesForgotten()).isZero();
        assertThat(samples(OLD).size()).isEqualTo(1);
    }
}
