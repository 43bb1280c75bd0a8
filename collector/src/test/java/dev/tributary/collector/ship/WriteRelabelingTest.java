package dev.tributary.collector.ship;

import java.time.Instant;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.model.relabel.RelabelAction;
import dev.tributary.model.relabel.RelabelConfig;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.testkit.FakeClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WriteRelabelingTest {
    private final FakeClock clock = new FakeClock(Instant.ofEpochMilli(1_000_000));

    private WriteRelabeling rule(String source, String regex, RelabelAction action) {
        return new WriteRelabeling(Relabeling.of(List.of(
                new RelabelConfig(List.of(source), ";", regex, 0, "", "$1", action))), clock);
    }

    @Test
    void withoutRulesABatchIsPassedOnAsItIs() {
        Batch batch = Batches.of(clock, 0, 10);
        assertThat(new WriteRelabeling(Relabeling.NONE, clock).apply(batch)).containsExactly(batch);
    }

    @Test
    void seriesThatRulesDropAreLeftOut() {
        List<Batch> kept = rule("i", "[0-3]", RelabelAction.KEEP).apply(Batches.of(clock, 0, 10));
        assertThat(kept).singleElement().satisfies(batch -> {
            assertThat(batch.facts().series()).isEqualTo(4);
            assertThat(batch.facts().samples()).isEqualTo(4);
            assertThat(batch.facts().newestMillis()).isEqualTo(1_000_000);
        });
    }

    @Test
    void aBatchOfWhichNothingIsLeftIsNone() {
        assertThat(rule("__name__", "m", RelabelAction.DROP).apply(Batches.of(clock, 0, 10))).isEmpty();
    }
}
