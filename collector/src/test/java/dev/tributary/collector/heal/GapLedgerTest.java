package dev.tributary.collector.heal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.shard.NameRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which windows count as missed, over failures, new cuts into shards and restarts. Pulls are ten seconds apart. */
class GapLedgerTest {
    private static final List<NameRange> ALL = List.of(NameRange.ALL);
    private static final NameRange LOW = new NameRange("", "m");
    private static final NameRange HIGH = new NameRange("m", "");

    @TempDir
    Path folder;

    private GapLedger ledger;

    @BeforeEach
    void open() throws IOException {
        ledger = open(Duration.ZERO);
    }

    private GapLedger open(Duration initialWindow) throws IOException {
        return GapLedger.open(folder.resolve("gaps").resolve("job"), Duration.ofSeconds(10),
                new HealSettings(true, Duration.ofDays(1), initialWindow, 1e6, 1000));
    }

    private static Map<NameRange, Long> whole(NameRange... ranges) {
        Map<NameRange, Long> whole = new LinkedHashMap<>();
        for (NameRange range : ranges) {
            whole.put(range, Long.MAX_VALUE);
        }
        return whole;
    }

    @Test
    void whatWasMissedBetweenTwoPagesInTimeIsAGap() throws IOException {
        ledger.round(ALL, whole(NameRange.ALL), 100_000);
        ledger.round(ALL, Map.of(NameRange.ALL, 93_000L), 110_000);
        assertThat(ledger.gaps()).containsExactly(new Gap(NameRange.ALL, 93_000, 110_000));
    }

    @Test
    void completePullsInTimeLeaveNoGap() throws IOException {
        ledger.round(ALL, whole(NameRange.ALL), 100_000);
        ledger.round(ALL, whole(NameRange.ALL), 110_000);
        ledger.round(ALL, whole(NameRange.ALL), 125_000);
        assertThat(ledger.gaps()).isEmpty();
        assertThat(ledger.newest()).isNull();
    }

    @Test
    void afterFailedPullsTheWindowSinceTheLastCompleteOneIsAGap() throws IOException {
        ledger.round(ALL, whole(NameRange.ALL), 100_000);
        ledger.round(ALL, Map.of(), 110_000);
        ledger.round(ALL, whole(NameRange.ALL), 120_000);
        assertThat(ledger.gaps()).containsExactly(new Gap(NameRange.ALL, 90_000, 120_000));
    }

    @Test
    void onlyTheShardThatFailedHasAGap() throws IOException {
        ledger.round(List.of(LOW, HIGH), whole(LOW, HIGH), 100_000);
        ledger.round(List.of(LOW, HIGH), whole(LOW), 110_000);
        ledger.round(List.of(LOW, HIGH), whole(LOW, HIGH), 120_000);
        assertThat(ledger.gaps()).containsExactly(new Gap(HIGH, 90_000, 120_000));
    }

    @Test
    void anotherCutStartsWhereTheOldShardsOfTheSameNamesEnded() throws IOException {
        ledger.round(List.of(LOW, HIGH), whole(LOW, HIGH), 100_000);
        ledger.round(List.of(LOW, HIGH), whole(LOW), 110_000);
        NameRange lowest = new NameRange("", "c");
        NameRange rest = new NameRange("c", "");
        ledger.round(List.of(lowest, rest), whole(lowest, rest), 120_000);
        assertThat(ledger.gaps()).containsExactly(new Gap(rest, 90_000, 120_000));
    }

    @Test
    void aRestartFindsTheWindowItWasDown() throws IOException {
        ledger.round(ALL, whole(NameRange.ALL), 100_000);
        ledger = open(Duration.ZERO);
        assertThat(ledger.gaps()).isEmpty();
        ledger.round(ALL, whole(NameRange.ALL), 900_000);
        assertThat(ledger.gaps()).containsExactly(new Gap(NameRange.ALL, 90_000, 900_000));
    }

    @Test
    void aRestartGoesOnWithWhatIsNotSettled() throws IOException {
        NameRange odd = new NameRange("a - b%", "\u00e9");
        ledger.round(List.of(odd), whole(odd), 100_000);
        ledger.round(List.of(odd), whole(odd), 500_000);
        Gap gap = ledger.gaps().getFirst();
        ledger.settled(gap, 300_000);
        ledger = open(Duration.ZERO);
        assertThat(ledger.gaps()).containsExactly(new Gap(odd, 90_000, 300_000));
        ledger.settled(ledger.gaps().getFirst(), 90_000);
        assertThat(open(Duration.ZERO).gaps()).isEmpty();
    }

    @Test
    void theNewestGapComesFirst() throws IOException {
        ledger.round(ALL, whole(NameRange.ALL), 100_000);
        ledger.round(ALL, whole(NameRange.ALL), 200_000);
        ledger.round(ALL, whole(NameRange.ALL), 900_000);
        assertThat(ledger.newest()).isEqualTo(new Gap(NameRange.ALL, 190_000, 900_000));
    }

    @Test
    void theFirstStartEverReadsBackAsFarAsItIsTold() throws IOException {
        ledger.round(ALL, whole(NameRange.ALL), 1_000_000);
        assertThat(ledger.gaps()).isEmpty();
        Files.delete(folder.resolve("gaps").resolve("job"));
        ledger = open(Duration.ofMinutes(5));
        ledger.round(ALL, whole(NameRange.ALL), 1_000_000);
        assertThat(ledger.gaps()).containsExactly(new Gap(NameRange.ALL, 690_000, 1_000_000));
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        ledger.round(ALL, whole(NameRange.ALL), 100_000);
        Path file = folder.resolve("gaps").resolve("job");
        Files.writeString(file, Files.readString(file).replace("end", "en"));
        ledger = open(Duration.ZERO);
        ledger.round(ALL, whole(NameRange.ALL), 900_000);
        assertThat(ledger.gaps()).isEmpty();
    }

    @Test
    void whatIsNoGapOfTheTargetCannotBeSettled() {
        assertThatThrownBy(() -> ledger.settled(new Gap(NameRange.ALL, 1, 2), 1)).hasMessageContaining("not a gap");
        assertThatThrownBy(() -> new Gap(NameRange.ALL, 2, 2)).hasMessageContaining("a gap has a length");
    }

    @Test
    void windowsOfOneReplicaAndWhichOneServesOutliveARestart() throws IOException {
        ledger.round(ALL, whole(NameRange.ALL), 100_000);
        Gap ofSecond = new Gap(NameRange.ALL, 80_000, 100_000, 1);
        ledger.replicas(List.of(ofSecond, new Gap(NameRange.ALL, 85_000, 95_000, 1)), "http://b-1:9090/federate");
        ledger = open(Duration.ZERO);
        assertThat(ledger.gaps()).as("what it covers is read with it").containsExactly(ofSecond);
        assertThat(ledger.serving()).isEqualTo("http://b-1:9090/federate");
        assertThat(ledger.completeMillis()).isEqualTo(100_000);
        ledger.settled(ofSecond, 90_000);
        assertThat(ledger.gaps()).containsExactly(new Gap(NameRange.ALL, 80_000, 90_000, 1));
    }
}
