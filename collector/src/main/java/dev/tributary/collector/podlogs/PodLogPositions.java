package dev.tributary.collector.podlogs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the containers of a job were read, in one JSON file that is replaced whole. A missing or damaged file means that
 * nothing was read: lines are then sent again with the same time, which the hub takes as the same lines.
 */
final class PodLogPositions {
    private static final Logger LOG = LoggerFactory.getLogger(PodLogPositions.class);
    private static final int VERSION = 1;

    private final Path file;
    private final Path temporary;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * How far a container was read.
     *
     * @param log       the container, by its folder
     * @param lastTime  time that the last entry brought, Unix nanoseconds
     * @param lastGiven time that it was given
     * @param ended     the instance that was read to its end, empty for none
     */
    record Position(String log, SeenLines.Mark seen, long lastTime, long lastGiven, String ended) {
        /** Nothing was read. */
        static Position none(ContainerId id) {
            return new Position(id.toString(), SeenLines.Mark.from(Long.MIN_VALUE), 0, 0, "");
        }

        /** Nothing is wanted of what was written before. */
        static Position from(ContainerId id, long nanos) {
            return new Position(id.toString(), SeenLines.Mark.from(nanos), 0, 0, "");
        }
    }

    /** What stands in the file. */
    record Content(int version, List<Position> logs) {
        Content {
            logs = List.copyOf(logs);
        }
    }

    PodLogPositions(Path file) {
        this.file = file;
        temporary = file.resolveSibling(file.getFileName() + ".new");
    }

    /** True when the job ran before. */
    boolean exist() {
        return Files.exists(file);
    }

    /** All positions by their container; none for a file that is missing, damaged or of another version. */
    Map<String, Position> load() throws IOException {
        Map<String, Position> positions = new LinkedHashMap<>();
        try {
            Content content = json.readValue(Files.readAllBytes(file), Content.class);
            if (content.version() != VERSION) {
                throw new IllegalArgumentException("version " + content.version());
            }
            content.logs().forEach(position -> positions.put(position.log(), position));
        } catch (NoSuchFileException e) {
            return positions;
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.error("positions of container logs are damaged, logs are read from their beginning file={} reason={}",
                    file, e.toString());
            positions.clear();
        }
        return positions;
    }

    /** Replaces the file; with force it is on disk when this returns. */
    void save(Collection<Position> positions, boolean force) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] bytes = json.writeValueAsBytes(new Content(VERSION, List.copyOf(positions)));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING); OutputStream out = Channels.newOutputStream(channel)) {
            out.write(bytes);
            if (force) {
                channel.force(false);
            }
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
