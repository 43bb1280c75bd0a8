package dev.tributary.aggregator.storage.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Another virtual machine with this one's class path, which says line by line what it did, until it ends or is killed. */
public final class ChildProcess {
    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a process.
     *
     * @param nativeFolder where it unpacks its libraries; a killed process leaves them behind
     */
    public static ChildProcess start(Class<?> program, List<String> arguments, Path nativeFolder) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=crash-logback.xml", "-cp", classPath, program.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("ROCKSDB_SHAREDLIB_DIR", nativeFolder.toString());
        return new ChildProcess(builder.start());
    }

    /** Follows the process to its end. */
    public int follow(Consumer<String> heard) throws IOException, InterruptedException {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.accept(line);
            }
        }
        return process.waitFor();
    }

    /**
     * Kills the process some time after the first {@code done} it said, or, sometimes and when that is allowed, after its start.
     *
     * @param heard is told each line; the kill may have cut the last one
     */
    public void kill(Random random, boolean mayBeEarly, int workMillisMax, Consumer<String> heard)
            throws IOException, InterruptedException {
        boolean early = mayBeEarly && random.nextInt(5) == 0;
        int delay = early ? random.nextInt(700) : random.nextInt(workMillisMax);
        Thread killer = Thread.ofPlatform().unstarted(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(delay);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // Not by the process itself, which would close what it said last before it is read.
            process.toHandle().destroyForcibly();
        });
        if (early) {
            killer.start();
        }
        follow(line -> {
            heard.accept(line);
            // Not from "ready" on: a slow machine would be killed before it has acknowledged anything
            if (!early && killer.getState() == Thread.State.NEW && line.startsWith("done")) {
                killer.start();
            }
        });
        killer.join();
    }
}
