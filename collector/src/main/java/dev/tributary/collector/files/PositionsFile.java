package dev.tributary.collector.files;

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
 * How far each log of a job was read, in one JSON file that is replaced whole. A missing or damaged file means that nothing
 * was read: lines are then sent again, which the hub takes as the same lines where they bring their time.
 */
public final class PositionsFile {
    private static final Logger LOG = LoggerFactory.getLogger(PositionsFile.class);

    private static final int VERSION = 1;

    private final Path file;
    private final Path temporary;
    private final ObjectMapper json = new ObjectMapper();

    /** What stands in the file. */
    public record Content(int version, List<TailState> logs) {
        public Content {
            logs = List.copyOf(logs);
        }
    }

    /** Nothing is read or made yet. */
    public PositionsFile(Path file) {
        this.file = file;
        temporary = file.resolveSibling(file.getFileName() + ".new");
    }

    /** All logs by their path; none for a file that is missing, damaged or of another version. */
    public Map<String, TailState> load() throws IOException {
        Map<String, TailState> states = new LinkedHashMap<>();
        try {
            Content content = json.readValue(Files.readAllBytes(file), Content.class);
            if (content.version() != VERSION) {
                throw new IllegalArgumentException("version " + content.version());
            }
            content.logs().forEach(state -> states.put(state.path(), state));
        } catch (NoSuchFileException e) {
            return states;
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.error("positions of logs are damaged, logs are read from their beginning file={} reason={}", file,
                    e.toString());
            states.clear();
        }
        return states;
    }

    /** Replaces the file; with force it is on disk when this returns. */
    public void save(Collection<TailState> states, boolean force) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] bytes = json.writeValueAsBytes(new Content(VERSION, List.copyOf(states)));
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
