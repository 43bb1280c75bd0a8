package dev.tributary.collector.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchFacts;
import dev.tributary.collector.batch.BatchKind;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.Seeded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SpoolTest {
    private static final int BATCH_SAMPLES = 10;
    private static final long RECORD_BYTES = RecordFormat.PREFIX_BYTES + RecordFormat.FACTS_BYTES + 100;

    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-10T12:00:00Z"));

    @TempDir
    Path root;

    private Path directory;

    @BeforeEach
    void freshDirectory() throws IOException {
        directory = Files.createTempDirectory(root, "spool");
    }

    private static SpoolLimits limits(long bytesMax, long segmentBytes) {
        return new SpoolLimits(bytesMax, Duration.ofHours(24), segmentBytes, Duration.ofMinutes(5),
                Duration.ofMinutes(1));
    }

    private Spool open(SpoolLimits limits, SendOrder order) throws IOException {
        return Spool.open(directory, limits, order, FsyncPolicy.NEVER, clock);
    }

    private Spool open() throws IOException {
        return open(limits(1 << 20, 1000), SendOrder.NEWEST_FIRST);
    }

    private Batch batch(int id) {
        long now = clock.millis();
        byte[] message = new byte[100];
        Arrays.fill(message, (byte) 0xa5);
        message[0] = (byte) id;
        message[1] = (byte) (id >> 8);
        return new Batch(BatchKind.METRICS, new BatchFacts(now, now - 5, now, 3, BATCH_SAMPLES, 0, 0), message);
    }

    private static int id(@Nullable Spooled spooled) {
        byte[] message = Objects.requireNonNull(spooled).batch().message();
        return (message[0] & 0xff) | (message[1] & 0xff) << 8;
    }

    private static @Nullable Spooled next(Spool spool, Lane lane) throws Exception {
        return spool.next(lane, Duration.ZERO);
    }

    private static Spooled take(Spool spool, Lane lane) throws Exception {
        return Objects.requireNonNull(next(spool, lane));
    }

    private static List<Integer> drain(Spool spool, Lane lane) throws Exception {
        List<Integer> ids = new ArrayList<>();
        for (Spooled one = next(spool, lane); one != null; one = next(spool, lane)) {
            ids.add(id(one));
            spool.commit(one);
        }
        return ids;
    }

    private List<Path> segmentFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".spool")).sorted().toList();
        }
    }

    @Test
    void batchesComeOutAsTheyWentIn() throws Exception {
        try (Spool spool = open()) {
            Batch in = batch(7);
            spool.append(in);
            Spooled out = take(spool, Lane.FRESH);
            assertThat(out.batch().facts()).isEqualTo(in.facts());
            assertThat(out.batch().message()).isEqualTo(in.message());
        }
    }

    @Test
    void aBatchIsGivenAgainUntilItIsCommitted() throws Exception {
        try (Spool spool = open()) {
            spool.append(batch(1));
            spool.append(batch(2));
            assertThat(id(next(spool, Lane.FRESH))).isEqualTo(1);
            Spooled first = take(spool, Lane.FRESH);
            assertThat(id(first)).isEqualTo(1);
            spool.commit(first);
            assertThat(id(next(spool, Lane.FRESH))).isEqualTo(2);
        }
    }

    @Test
    void theFreshLaneCrossesSegmentsInOrderAndDeletesThem() throws Exception {
        try (Spool spool = open()) {
            for (int i = 0; i < 50; i++) {
                spool.append(batch(i));
            }
            assertThat(segmentFiles()).hasSizeGreaterThan(5);
            assertThat(drain(spool, Lane.FRESH)).hasSize(50).isSorted();
            assertThat(segmentFiles()).hasSize(1);
            assertThat(spool.stats().pendingSamples()).isZero();
        }
    }

    @Test
    void aRestartGoesOnWhereItWasCommitted() throws Exception {
        try (Spool spool = open()) {
            for (int i = 0; i < 20; i++) {
                spool.append(batch(i));
            }
            for (int i = 0; i < 9; i++) {
                spool.commit(take(spool, Lane.FRESH));
            }
        }
        try (Spool spool = open(limits(1 << 20, 1000), SendOrder.OLDEST_FIRST)) {
            assertThat(spool.stats().pendingSamples()).isEqualTo(11 * BATCH_SAMPLES);
            assertThat(drain(spool, Lane.FRESH)).hasSize(11).startsWith(9).isSorted();
        }
    }

    @Test
    void whatIsLeftAfterARestartIsBacklogAndThePresentComesFirst() throws Exception {
        try (Spool spool = open()) {
            spool.append(batch(1));
            spool.append(batch(2));
        }
        try (Spool spool = open()) {
            assertThat(next(spool, Lane.FRESH)).isNull();
            spool.append(batch(3));
            assertThat(drain(spool, Lane.FRESH)).containsExactly(3);
            assertThat(drain(spool, Lane.BACKLOG)).containsExactly(1, 2);
        }
    }

    @Test
    void afterAnOutageThePresentIsFreshAndTheRestIsBacklogNewestSegmentFirst() throws Exception {
        try (Spool spool = open()) {
            for (int i = 0; i < 10; i++) {
                clock.advance(Duration.ofMinutes(6));
                spool.append(batch(i));
            }
            clock.advance(Duration.ofMinutes(6));
            spool.append(batch(100));
            spool.append(batch(101));
            assertThat(drain(spool, Lane.FRESH)).containsExactly(100, 101);
            assertThat(spool.stats().backlogSamples()).isEqualTo(10 * BATCH_SAMPLES);
            assertThat(drain(spool, Lane.BACKLOG)).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        }
    }

    @Test
    void oldestFirstNeverLeavesTheOrder() throws Exception {
        try (Spool spool = open(limits(1 << 20, 1000), SendOrder.OLDEST_FIRST)) {
            for (int i = 0; i < 30; i++) {
                clock.advance(Duration.ofMinutes(6));
                spool.append(batch(i));
            }
            assertThat(next(spool, Lane.BACKLOG)).isNull();
            assertThat(drain(spool, Lane.FRESH)).hasSize(30).isSorted();
        }
    }

    @Test
    void beyondTheSizeLimitTheOldestSegmentsGoAndAreCounted() throws Exception {
        try (Spool spool = open(limits(5000, 1000), SendOrder.OLDEST_FIRST)) {
            for (int i = 0; i < 100; i++) {
                spool.append(batch(i));
            }
            SpoolStats stats = spool.stats();
            assertThat(stats.bytes()).isLessThanOrEqualTo(5000);
            List<Integer> kept = drain(spool, Lane.FRESH);
            assertThat(kept).endsWith(99).isSorted().hasSizeBetween(20, 40);
            assertThat(stats.droppedForSize()).isEqualTo((100L - kept.size()) * BATCH_SAMPLES);
            assertThat(stats.pendingSamples()).isEqualTo((long) kept.size() * BATCH_SAMPLES);
        }
    }

    @Test
    void beyondTheAgeLimitSegmentsGoAndAreCounted() throws Exception {
        try (Spool spool = open()) {
            spool.append(batch(1));
            clock.advance(Duration.ofHours(23));
            spool.append(batch(2));
            clock.advance(Duration.ofHours(2));
            spool.maintain();
            assertThat(spool.stats().droppedForAge()).isEqualTo(BATCH_SAMPLES);
            spool.append(batch(3));
            assertThat(drain(spool, Lane.FRESH)).containsExactly(3);
            assertThat(drain(spool, Lane.BACKLOG)).containsExactly(2);
        }
    }

    @Test
    void committingABatchWhoseSegmentWasDroppedIsNoError() throws Exception {
        try (Spool spool = open(limits(2000, 1000), SendOrder.OLDEST_FIRST)) {
            spool.append(batch(0));
            Spooled held = take(spool, Lane.FRESH);
            for (int i = 1; i < 40; i++) {
                spool.append(batch(i));
            }
            spool.commit(held);
            assertThat(drain(spool, Lane.FRESH)).endsWith(39).isSorted();
        }
    }

    @Seeded(runs = 25)
    void aTornTailIsCutOffAndNothingElse(Random random) throws Exception {
        freshDirectory();
        try (Spool spool = open()) {
            for (int i = 0; i < 4; i++) {
                spool.append(batch(i));
            }
        }
        Path newest = segmentFiles().getLast();
        long whole = RecordFormat.MAGIC.length + 4 * RECORD_BYTES;
        assertThat(Files.size(newest)).isEqualTo(whole);
        long cut = whole - 1 - random.nextLong(RECORD_BYTES);
        byte[] bytes = Files.readAllBytes(newest);
        if (random.nextBoolean()) {
            Files.write(newest, Arrays.copyOf(bytes, (int) cut));
        } else {
            // The file has its length, but the last bytes never reached the disk
            Arrays.fill(bytes, (int) cut, bytes.length, (byte) 0);
            Files.write(newest, bytes);
        }
        try (Spool spool = open()) {
            spool.append(batch(50));
            assertThat(drain(spool, Lane.FRESH)).containsExactly(50);
            assertThat(drain(spool, Lane.BACKLOG)).containsExactly(0, 1, 2);
        }
    }

    @Seeded(runs = 25)
    void damageIsSkippedCountedAndNeverGivenOut(Random random) throws Exception {
        freshDirectory();
        try (Spool spool = open()) {
            for (int i = 0; i < 5; i++) {
                spool.append(batch(i));
            }
        }
        Path file = segmentFiles().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        int at = RecordFormat.MAGIC.length + random.nextInt((int) (4 * RECORD_BYTES));
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        int hit = (int) ((at - RecordFormat.MAGIC.length) / RECORD_BYTES);
        try (Spool spool = open()) {
            List<Integer> ids = drain(spool, Lane.BACKLOG);
            List<Integer> others = new ArrayList<>(List.of(0, 1, 2, 3, 4));
            others.remove(Integer.valueOf(hit));
            assertThat(ids).isEqualTo(others);
            assertThat(spool.stats().damagedBytes()).isPositive();
            assertThat(spool.stats().pendingSamples()).isZero();
        }
    }

    @Test
    void aDamagedCursorSendsAgainAndLosesNothing() throws Exception {
        try (Spool spool = open()) {
            spool.append(batch(1));
            spool.append(batch(2));
            spool.commit(take(spool, Lane.FRESH));
        }
        Files.writeString(directory.resolve("cursor"), "garbage", StandardOpenOption.TRUNCATE_EXISTING);
        try (Spool spool = open()) {
            assertThat(drain(spool, Lane.BACKLOG)).containsExactly(1, 2);
        }
    }

    @Test
    void aFileOfAnotherFormatIsMovedAsideNotDeleted() throws Exception {
        Files.writeString(directory.resolve("0000000000000001.spool"), "something else entirely");
        try (Spool spool = open()) {
            spool.append(batch(1));
            assertThat(drain(spool, Lane.FRESH)).containsExactly(1);
        }
        assertThat(directory.resolve("0000000000000001.spool.unreadable")).exists();
    }

    @Test
    void segmentNumbersAreNeverUsedTwice() throws Exception {
        for (int run = 0; run < 3; run++) {
            try (Spool spool = open()) {
                spool.append(batch(run));
                assertThat(drain(spool, Lane.FRESH)).containsExactly(run);
            }
        }
        assertThat(segmentFiles().getLast().getFileName().toString()).isEqualTo("0000000000000003.spool");
    }

    @Test
    void waitingEndsWhenSomethingComes() throws Exception {
        try (Spool spool = open()) {
            Thread writer = Thread.ofVirtual().unstarted(() -> {
                try {
                    spool.append(batch(9));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            writer.start();
            assertThat(id(spool.next(Lane.FRESH, Duration.ofSeconds(10)))).isEqualTo(9);
            writer.join();
        }
    }

    @Seeded(runs = 10)
    void anyMixOfAppendsCommitsAndRestartsLosesAndDoublesNothing(Random random) throws Exception {
        freshDirectory();
        List<Integer> seen = new ArrayList<>();
        int appended = 0;
        Spool spool = open();
        for (int step = 0; step < 200; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> spool.append(batch(appended++));
                case 3, 4 -> takeInto(seen, spool, Lane.FRESH);
                case 5 -> takeInto(seen, spool, Lane.BACKLOG);
                case 6 -> clock.advance(Duration.ofSeconds(random.nextInt(120)));
                default -> {
                    spool.close();
                    spool = open();
                }
            }
        }
        seen.addAll(drain(spool, Lane.FRESH));
        seen.addAll(drain(spool, Lane.BACKLOG));
        spool.close();
        assertThat(seen).doesNotHaveDuplicates().hasSize(appended);
    }

    private static void takeInto(List<Integer> seen, Spool spool, Lane lane) throws Exception {
        Spooled one = next(spool, lane);
        if (one != null) {
            seen.add(id(one));
            spool.commit(one);
        }
    }
}
