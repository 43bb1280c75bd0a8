package dev.tributary.collector.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each segment is shipped, in one small text file that is replaced whole.
 *
 * <pre>
 * file := "tributary spool cursor 1\n" "next " number "\n" (number " " offset "\n")* "end\n"
 * </pre>
 *
 * A file that is missing or damaged means that nothing is known to be shipped: batches are then sent again, which receivers
 * take as the same samples.
 */
final class CursorFile {
    private static final Logger LOG = LoggerFactory.getLogger(CursorFile.class);

    private static final String HEAD = "tributary spool cursor 1";

    private final Path file;
    private final Path temporary;

    /** What the file said. */
    record Content(long nextSegment, Map<Long, Long> committed) {
        static final Content NOTHING = new Content(1, Map.of());
    }

    CursorFile(Path directory) {
        file = directory.resolve("cursor");
        temporary = directory.resolve("cursor.new");
    }

    Content load() throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Content.NOTHING;
        }
        try {
            return parse(text);
        } catch (RuntimeException e) {
            LOG.error("spool cursor is damaged, everything in the spool is sent again file={} reason={}", file,
                    e.toString());
            return Content.NOTHING;
        }
    }

    private static Content parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[0].equals(HEAD) || !lines[1].startsWith("next ")
                || !lines[lines.length - 2].equals("end")) {
            throw new IllegalArgumentException("no whole cursor file");
        }
        Map<Long, Long> committed = new LinkedHashMap<>();
        for (int i = 2; i < lines.length - 2; i++) {
            int blank = lines[i].indexOf(' ');
            committed.put(Long.parseLong(lines[i].substring(0, blank)),
                    Long.parseLong(lines[i].substring(blank + 1)));
        }
        return new Content(Long.parseLong(lines[1].substring("next ".length())), committed);
    }

    /** Replaces the file. */
    void save(long nextSegment, Collection<Segment> segments) throws IOException {
        StringBuilder text = new StringBuilder(HEAD).append("\nnext ").append(nextSegment).append('\n');
        for (Segment segment : segments) {
            if (segment.committed() > RecordFormat.MAGIC.length) {
                text.append(segment.number()).append(' ').append(segment.committed()).append('\n');
            }
        }
        Files.writeString(temporary, text.append("end\n"), StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
