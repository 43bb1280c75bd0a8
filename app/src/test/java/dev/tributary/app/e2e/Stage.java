package dev.tributary.app.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Starts real processes in a folder, each with a log file, and ends them all at the close. */
public final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();

    public Stage(Path folder) {
        this.folder = folder;
    }

    /** Skips the test, visibly, where a program is not installed. */
    public static void needs(String binary, String debianPackage) {
        assumeTrue(Files.isExecutable(Path.of(binary)), "skipped: " + binary + " is missing (Debian package "
                + debianPackage + ")");
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    public Process start(String name, List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile())).start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs the program's jar with the test's own JVM. */
    public Process tributary(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", jar().toString()));
        command.addAll(List.of(arguments));
        return start(name, command);
    }

    private static Path jar() {
        Path jar = Path.of("target/tributary.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run with mvn verify, which packages it first");
        }
        return jar;
    }

    /** Ends a process as a crash would, and waits until it is gone. */
    public static void crash(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public String get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    public boolean isReady(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready"))
                .timeout(Duration.ofSeconds(5)).build();
        return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    /** Polls until the condition holds; when it does not within the patience, fails with the ends of all logs. */
    public void eventually(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("gave up waiting until " + what + "\n" + logs());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static boolean holds(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (IOException e) {
            // Nobody listens yet, or not at this moment.
            return false;
        }
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder, "*.log")) {
            for (Path log : files) {
                List<String> lines = Files.readAllLines(log);
                all.append("== ").append(log.getFileName()).append('\n')
                        .append(String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size())))
                        .append('\n');
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }
}
