package dev.tributary.aggregator.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A small file system of its own that can be filled up; the test is skipped where none can be mounted. */
public final class SmallDisk {
    private static final int SIZE = 48 << 20;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    public static SmallDisk mount(Path folder) throws Exception {
        Files.createDirectory(folder);
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString()),
                "skipped: a file system can be mounted by root only");
        return new SmallDisk(folder);
    }

    public Path folder() {
        return folder;
    }

    /** Where {@link #fill} writes. */
    public Path ballast() {
        return folder.resolve("ballast");
    }

    /** Writes until nothing more fits. */
    public void fill() throws IOException {
        try (var out = Files.newOutputStream(ballast())) {
            byte[] piece = new byte[64 << 10];
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            assertThat(folder.toFile().getUsableSpace()).isLessThan(1 << 20);
        }
    }

    public static void eventually(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("gave up waiting until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    public void unmount() throws Exception {
        run("umount", "-l", folder.toString());
    }
}
