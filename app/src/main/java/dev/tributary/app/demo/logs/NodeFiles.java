package dev.tributary.app.demo.logs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The log of one container as its runtime writes it and kubelet rotates it; smaller files, so that a visit sees it. */
final class NodeFiles {
    private static final long ROTATE_BYTES = 96 << 10;
    private static final int FILES_MAX = 5;
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .withZone(ZoneOffset.UTC);

    private final Path folder;

    NodeFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Appends lines to the log of the container's instance with so many restarts before it. */
    void append(int restarts, List<LogLine> lines, Instant now) throws IOException {
        Path file = folder.resolve(restarts + ".log");
        StringBuilder text = new StringBuilder();
        for (LogLine line : lines) {
            text.append(line.time()).append(line.error() ? " stderr F " : " stdout F ").append(line.text())
                    .append('\n');
        }
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (Files.size(file) > ROTATE_BYTES) {
            rotate(file, now);
        }
    }

    private void rotate(Path file, Instant now) throws IOException {
        List<Path> older = older(file);
        for (Path each : older) {
            if (!each.toString().endsWith(".gz")) {
                compress(each);
            }
        }
        for (Path each : older(file).reversed().stream().skip(FILES_MAX - 2).toList()) {
            Files.delete(each);
        }
        Files.move(file, file.resolveSibling(file.getFileName() + "." + SUFFIX.format(now)));
    }

    private static void compress(Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(temporary))) {
            Files.copy(file, zip);
        }
        Files.move(temporary, file.resolveSibling(file.getFileName() + ".gz"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(file);
    }

    private List<Path> older(Path file) throws IOException {
        String prefix = file.getFileName() + ".";
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.getFileName().toString().startsWith(prefix)).sorted().toList();
        }
    }

    /** Removes a pod's folder. */
    static void remove(Path pod) throws IOException {
        try (Stream<Path> all = Files.walk(pod)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
