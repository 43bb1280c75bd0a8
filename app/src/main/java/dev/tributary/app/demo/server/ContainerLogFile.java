package dev.tributary.app.demo.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/** Reads the log of one instance of a container as kubelet serves it: the present file, each line behind its time. One thread. */
final class ContainerLogFile {
    private final Path file;
    private final Instant since;
    private Object key = "";
    private long offset;

    ContainerLogFile(Path file, Instant since) {
        this.file = file;
        this.since = since;
    }

    /** Lines that came since the last time; empty for none. A new file under the name is read from its beginning. */
    String next() throws IOException {
        try {
            Object now = Files.getAttribute(file, "unix:ino");
            if (!now.equals(key)) {
                key = now;
                offset = 0;
            }
            byte[] fresh = readOn();
            int end = fresh.length;
            while (end > 0 && fresh[end - 1] != '\n') {
                end--;
            }
            offset += end;
            return lines(new String(fresh, 0, end, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private byte[] readOn() throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] fresh = new byte[(int) Math.max(0, open.length() - offset)];
            open.seek(offset);
            open.readFully(fresh);
            return fresh;
        }
    }

    /** Without the name of the stream and the flag. */
    private String lines(String written) {
        StringBuilder lines = new StringBuilder();
        written.lines().forEach(line -> {
            String[] parts = line.split(" ", 4);
            if (parts.length == 4 && !Instant.parse(parts[0]).isBefore(since)) {
                lines.append(parts[0]).append(' ').append(parts[3]).append('\n');
            }
        });
        return lines.toString();
    }
}
