package dev.tributary.collector.logfiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.tributary.collector.lines.LineFormat;
import dev.tributary.testkit.Seeded;
import dev.tributary.testkit.kubernetes.KubeletLog;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the order of writing, rotating, reading and being killed: every line once, in order, in each stream. */
class RotationTest {
    private static final int STEPS = 120;

    @TempDir
    private Path folder;
    private final List<String> stdout = new ArrayList<>();
    private final List<String> stderr = new ArrayList<>();
    private final List<String> bare = new ArrayList<>();
    private long nanos = 1_800_000_000_000_000_000L;
    private int written;

    @Seeded(runs = 40)
    void everyLineArrivesOnceAndInOrder(RandomGenerator random) throws IOException {
        Path root = folder.resolve("run" + random.nextLong());
        try (KubeletLog log = new KubeletLog(root.resolve("pods/shop_cart-1_uid/app"));
                JobRun run = new JobRun(JobRun.pods(root.resolve("pods")),
                        JobRun.settings(LineFormat.CRI, 200 + random.nextInt(4000)), List.of(),
                        root.resolve("positions"))) {
            for (int step = 0; step < STEPS; step++) {
                step(random, log, run);
            }
            run.store.refuseWrites(null);
            // Long enough for what was moved away, and for parts of lines that wait for more.
            run.turns(200);
            assertThat(run.lines("stream", "stdout")).as(run.status() + log.older()).isEqualTo(stdout);
            assertThat(run.lines("stream", "stderr")).isEqualTo(stderr);
            assertThat(run.lines("stream", "")).isEqualTo(bare);
        }
        stdout.clear();
        stderr.clear();
        bare.clear();
    }

    private void step(RandomGenerator random, KubeletLog log, JobRun run) throws IOException {
        switch (random.nextInt(12)) {
            case 0 -> rotate(random, log);
            case 1 -> run.kill();
            case 2 -> run.store.refuseWrites(random.nextBoolean() ? "full" : null);
            case 3, 4, 5, 6 -> run.turns(1 + random.nextInt(3));
            default -> lines(random, log);
        }
    }

    private void rotate(RandomGenerator random, KubeletLog log) throws IOException {
        log.rename();
        // The runtime goes on in the old file until it is told.
        lines(random, log);
        log.reopen();
    }

    private void lines(RandomGenerator random, KubeletLog log) throws IOException {
        for (int i = random.nextInt(20); i > 0; i--) {
            // Some in the same nanosecond, and some with the same text.
            nanos += random.nextInt(3) == 0 ? 0 : random.nextInt(1, 1_000_000);
            Instant time = Instant.ofEpochSecond(0, nanos);
            String text = random.nextInt(4) == 0 ? "again" : "line " + written++ + " ".repeat(random.nextInt(60));
            if (random.nextInt(15) == 0) {
                String line = "no container line " + written++;
                log.raw((line + "\n").getBytes(StandardCharsets.UTF_8));
                bare.add(line);
                continue;
            }
            String stream = random.nextInt(3) == 0 ? "stderr" : "stdout";
            for (int part = random.nextInt(8); part > 5; part--) {
                log.write(time, stream, "P", text);
                text = text + text;
                text = text.substring(text.length() / 2);
                (stream.equals("stderr") ? stderr : stdout).add(text);
                int last = (stream.equals("stderr") ? stderr : stdout).size() - 1;
                log.write(time, stream, random.nextBoolean() ? "F" : "F:x", "end");
                (stream.equals("stderr") ? stderr : stdout).set(last, text + "end");
                text = "after " + written++;
            }
            log.write(time, stream, "F", text);
            (stream.equals("stderr") ? stderr : stdout).add(text);
        }
    }
}
