package dev.tributary.aggregator.storage.logs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CompletionException;

import dev.tributary.aggregator.storage.SmallDisk;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.testkit.TestLogWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.tributary.aggregator.storage.SmallDisk.eventually;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.HOUR;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.T0;
import static dev.tributary.aggregator.storage.logs.LogStoreFixture.WEB;
import static org.assertj.core.api.Assertions.assertThat;

/** A small file system of its own is filled up to its end and emptied again. */
class LogDiskFullIT {
    private static final int LINES = 500;

    @TempDir
    Path folder;
    private SmallDisk disk;
    private final Random random = new Random(3);
    private int acknowledged;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(folder.resolve("disk"));
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.unmount();
        }
    }

    private LogStoreFixture open(long freeMin) {
        return new LogStoreFixture(disk.folder().resolve("store"), options -> options.withDiskFreeMin(freeMin));
    }

    /** Writes lines that do not compress; false with the refusal seen when the store takes none. */
    private boolean write(LogStoreFixture fixture) {
        try {
            TestLogWriter writer = fixture.east();
            for (int i = 0; i < LINES; i++) {
                byte[] text = new byte[48];
                random.nextBytes(text);
                writer.entry(WEB, T0 - HOUR + acknowledged + i, Base64.getEncoder().encodeToString(text));
            }
            // What is refused is sent again with other lines, so it must not be stored in part.
            writer.batch().commit().toCompletableFuture().join();
            acknowledged += LINES;
            return true;
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(WriteRefusedException.class);
            return false;
        } catch (WriteRefusedException e) {
            assertThat(e.retryAfter()).isPositive();
            assertThat(e).hasMessageContaining("full");
            return false;
        }
    }

    @Test
    void writesAreRefusedBeforeTheDiskIsFullAndTakenWhenThereIsSpaceAgain() throws Exception {
        try (LogStoreFixture fixture = open(16 << 20)) {
            assertThat(write(fixture)).isTrue();
            Files.write(disk.ballast(), new byte[24 << 20]);
            eventually("writes are refused", () -> !write(fixture));
            assertThat(fixture.store().stats().diskFull()).isTrue();
            assertThat(fixture.lines()).hasSize(acknowledged);
            fixture.store().flush();
            assertThat(fixture.lines()).hasSize(acknowledged);
            Files.delete(disk.ballast());
            eventually("writes are taken", () -> write(fixture));
            assertThat(fixture.store().stats().diskFull()).isFalse();
            assertThat(fixture.lines()).hasSize(acknowledged);
        }
    }

    @Test
    void aDiskThatIsFullToItsLastByteLosesNothingAcknowledged() throws Exception {
        try (LogStoreFixture fixture = open(0)) {
            assertThat(write(fixture)).isTrue();
            disk.fill();
            // The log has reserved some space for itself: more than the whole disk could hold is refused for sure.
            int taken = 0;
            while (write(fixture)) {
                assertThat(++taken).isLessThan(2_000);
            }
            assertThat(fixture.lines()).hasSize(acknowledged);
            Files.delete(disk.ballast());
            eventually("writes are taken", () -> write(fixture));
            for (int i = 0; i < 20; i++) {
                eventually("writes go on", () -> write(fixture));
            }
            eventually("a flush succeeds", () -> flushed(fixture));
            assertThat(fixture.lines()).hasSizeGreaterThanOrEqualTo(acknowledged);
            fixture.reopen();
            assertThat(fixture.lines()).hasSizeGreaterThanOrEqualTo(acknowledged);
        }
    }

    private static boolean flushed(LogStoreFixture fixture) {
        try {
            fixture.store().flush();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
