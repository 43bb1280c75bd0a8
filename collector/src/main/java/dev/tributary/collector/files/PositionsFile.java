package dev.tributary.collector.files;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each log of a job was read, in one JSON file that is replaced whole. A missing or damaged file means that nothing
 * was read: lines are then sent again, which the hub takes as the same lines where they bring their time.
 *
 * @param <T> how far one log was read, a record
 */
public final class PositionsFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(PositionsFile.class);

    private static final int VERSION = 1;

    private final Path file;
    private final Path temporary;
    private final Function<T, String> log;
    private final ObjectMapper json = new ObjectMapper();
    private final JavaType content;

    /** What stands in the file. */
    public record Content<T>(int version, List<T> logs) {
        public Content {
            logs = List.copyOf(logs);
        }
    }

    /**
     * Nothing is read or made yet.
     *
     * @param type of what is kept
     * @param log  what a log is known by
     */
    public PositionsFile(Path file, Class<T> type, Function<T, String> log) {
        this.file = file;
        this.log = log;
        content = json.getTypeFactory().constructParametricType(Content.class, type);
        temporary = file.resolveSibling(file.getFileName() + ".new");
    }

    /** The file of a job of one kind in a collector's data directory. */
    public static <T> PositionsFile<T> of(Path dataDirectory, String kind, String job, Class<T> type,
            Function<T, String> log) {
        String name = kind + "-" + URLEncoder.encode(job, StandardCharsets.UTF_8) + ".json";
        return new PositionsFile<>(dataDirectory.resolve("positions").resolve(name), type, log);
    }

    /** True when the job ran before. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** All by what the logs are known by; none for a file that is missing, damaged or of another version. */
    public Map<String, T> load() throws IOException {
        Map<String, T> states = new LinkedHashMap<>();
        try {
            Content<T> read = json.readValue(Files.readAllBytes(file), content);
            if (read.version() != VERSION) {
                throw new IllegalArgumentException("version " + read.version());
            }
            read.logs().forEach(state -> states.put(log.apply(state), state));
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
    public void save(Collection<T> states, boolean force) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] bytes = json.writeValueAsBytes(new Content<>(VERSION, List.copyOf(states)));
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
