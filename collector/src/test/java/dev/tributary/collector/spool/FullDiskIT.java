package dev.tributary.collector.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchFacts;
import dev.tributary.collector.batch.BatchKind;
import dev.tributary.testkit.FakeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A spool on a file system of 256 KiB that is really full. Needs the right to mount one. */
class FullDiskIT {
    private static final int BATCH_BYTES = 4000;
    private static final int SAMPLES = 10;

    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-10T12:00:00Z"));

    @TempDir
    Path disk;

    private int appended;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()) == 0,
                "skipped: no right to mount a file system");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    private Spool open(long segmentBytes) throws IOException {
        SpoolLimits limits = new SpoolLimits(1 << 30, Duration.ofHours(24), segmentBytes, Duration.ofMinutes(1),
                Duration.ofHours(1));
        return Spool.open(disk.resolve("spool"), limits, SendOrder.OLDEST_FIRST, FsyncPolicy.NEVER, clock);
    }

    private void append(Spool spool) throws IOException {
        long now = clock.millis();
        byte[] message = new byte[BATCH_BYTES];
        message[0] = (byte) ++appended;
        spool.append(new Batch(BatchKind.METRICS, new BatchFacts(now, now, now, 1, SAMPLES, 0, 0), message));
    }

    private static int shipAll(Spool spool) throws Exception {
        int last = 0;
        while (true) {
            Spooled next = spool.next(Lane.FRESH, Duration.ZERO);
            if (next == null) {
                return last;
            }
            last = next.batch().message()[0] & 0xff;
            spool.commit(next);
        }
    }

    private void fill() throws IOException {
        Path filler = disk.resolve("filler");
        assertThatThrownBy(() -> Files.write(filler, new byte[1 << 20])).isInstanceOf(IOException.class);
    }

    @Test
    void theOldestSegmentsGoAndThePresentStays() throws Exception {
        try (Spool spool = open(32 << 10)) {
            for (int i = 0; i < 150; i++) {
                append(spool);
            }
            SpoolStats stats = spool.stats();
            assertThat(stats.problem()).isNull();
            assertThat(stats.droppedForDiskFull()).isGreaterThan(80 * SAMPLES);
            assertThat(stats.droppedForDiskFull() + stats.pendingSamples()).isEqualTo(150L * SAMPLES);
            assertThat(shipAll(spool)).isEqualTo(150);
        }
    }

    @Test
    void aSegmentThatIsOldIsFollowedByAnotherOnADiskThatOthersHaveFilled() throws Exception {
        try (Spool spool = open(32 << 10)) {
            for (int i = 0; i < 3; i++) {
                append(spool);
                clock.advance(Duration.ofMinutes(2));
            }
            fill();
            append(spool);
            assertThat(spool.stats().droppedForDiskFull()).isBetween(1L * SAMPLES, 2L * SAMPLES);
            assertThat(shipAll(spool)).isEqualTo(4);
        }
    }

    @Test
    void theOnlySegmentIsKeptAndItsRoomIsUsedAgainOnceItIsShipped() throws Exception {
        try (Spool spool = open(1 << 20)) {
            for (int i = 0; i < 6; i++) {
                append(spool);
            }
            fill();
            clock.advance(Duration.ofMinutes(2));
            assertThatThrownBy(() -> append(spool)).isInstanceOf(IOException.class);
            assertThat(Objects.requireNonNull(spool.stats().problem())).contains("No space left");
            assertThat(spool.stats().pendingSamples()).isEqualTo(6 * SAMPLES);
            assertThat(shipAll(spool)).isEqualTo(6);
            append(spool);
            assertThat(spool.stats().problem()).isNull();
        }
        try (Spool again = open(1 << 20)) {
            assertThat(shipAll(again)).as("the batch behind the restart").isEqualTo(8);
        }
    }
}
