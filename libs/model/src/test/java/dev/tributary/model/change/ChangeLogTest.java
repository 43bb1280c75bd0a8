package dev.tributary.model.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeLogTest {
    private final ChangeLog log = new ChangeLog();

    @Test
    void nothingChangedGivesTheLargestLong() {
        assertThat(log.lowestSince(log.version())).isEqualTo(Long.MAX_VALUE);
        log.changed(5_000);
        assertThat(log.lowestSince(log.version())).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void everyChangeAfterTheVersionCounts() {
        log.changed(10_000);
        long version = log.version();
        log.changed(30_500);
        log.changed(20_000);
        log.changed(40_000);
        assertThat(log.lowestSince(version)).isEqualTo(20_000);
        assertThat(log.lowestSince(version + 2)).isEqualTo(40_000);
        assertThat(log.lowestSince(0)).isEqualTo(10_000);
    }

    @Test
    void instantsAreCutDownwards() {
        log.changed(1_999);
        assertThat(log.lowestSince(0)).isEqualTo(1_000);
        log.changed(-1);
        assertThat(log.lowestSince(0)).isEqualTo(-1_000);
        log.changed(Long.MIN_VALUE);
        assertThat(log.lowestSince(0)).isLessThan(Long.MIN_VALUE / 2);
    }

    @Test
    void aSourceThatDoesNotKnowHasAlwaysChanged() {
        SampleChanges unknown = SampleChanges.UNKNOWN;
        assertThat(unknown.lowestSince(unknown.version())).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void moreChangesThanFitNeverGiveTooHighAnInstant() {
        Random random = new Random(7);
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            long at = 3_000L * i - (random.nextInt(50) == 0 ? random.nextInt(3_000_000) : 0);
            all.add(at);
            log.changed(at);
        }
        long lowest = Long.MAX_VALUE;
        for (int version = all.size() - 1; version >= 0; version--) {
            lowest = Math.min(lowest, all.get(version));
            assertThat(log.lowestSince(version)).isLessThanOrEqualTo(lowest);
            if (version > all.size() - 500) {
                assertThat(log.lowestSince(version)).isGreaterThan(lowest - 1000);
            }
        }
    }
}
