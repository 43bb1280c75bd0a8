package dev.tributary.testkit.kubernetes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A container's log as its runtime writes it and kubelet rotates it: rename, a new file, older generations compressed. */
public final class KubeletLog implements AutoCloseable {
    private final Path path;
    private OutputStream out;
    private int rotations;

    public KubeletLog(Path folder) throws IOException {
        Files.createDirectories(folder);
        path = folder.resolve("0.log");
        out = open();
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public Path path() {
        return path;
    }

    public void write(Instant time, String stream, String flag, String text) throws IOException {
        raw("%s %s %s %s\n".formatted(time, stream, flag, text).getBytes(StandardCharsets.UTF_8));
    }

    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Moves the file away; what is written until {@link #reopen} still goes there. */
    public void rename() throws IOException {
        compressOlder();
        Files.move(path, path.resolveSibling("0.log.20260101-%06d".formatted(++rotations)));
    }

    public void reopen() throws IOException {
        out.close();
        out = open();
    }

    /** As kubelet does at the next rotation: everything that was moved away before is compressed. */
    private void compressOlder() throws IOException {
        for (Path old : older()) {
            if (!old.toString().endsWith(".gz")) {
                Path temporary = old.resolveSibling(old.getFileName() + ".tmp");
                try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(temporary))) {
                    Files.copy(old, zip);
                }
                Files.move(temporary, old.resolveSibling(old.getFileName() + ".gz"), StandardCopyOption.ATOMIC_MOVE);
                Files.delete(old);
            }
        }
    }

    public List<Path> older() throws IOException {
        try (var files = Files.list(path.getParent())) {
            return files.filter(file -> file.getFileName().toString().startsWith("0.log.2")).sorted().toList();
        }
    }

    /** As logrotate's copytruncate does. */
    public void copyAndTruncate() throws IOException {
        Files.copy(path, path.resolveSibling("0.log.20260101-%06d".formatted(++rotations)));
        Files.newOutputStream(path, StandardOpenOption.TRUNCATE_EXISTING).close();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
