package dev.tributary.collector.events.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state on disk: changes one after the other, each a line that {@link StateLine} describes, below the head
 * {@code tributary events 1}. A change is on disk when {@link #append} returns. Now and then the file is replaced, in one
 * step, by one that says the same in fewer lines. A line that is damaged ends the file: what stood in it and behind it is read
 * from the API again. For one thread.
 */
public final class StateFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

    private static final String HEAD = "tributary events 1";
    /** Below this size a file is not worth being replaced. */
    private static final long REPLACED_BYTES_MIN = 1 << 20;

    private final Path file;
    private @Nullable FileChannel channel;
    /** Up to here the file is whole. */
    private final AtomicLong bytes = new AtomicLong();
    private long bytesWhenReplaced;

    public StateFile(Path file) {
        this.file = file;
    }

    /**
     * Gives all changes in their order.
     *
     * @throws IOException when the file is there and cannot be read
     */
    public void load(Consumer<StateChange> changes) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            String head = lines.readLine();
            if (!HEAD.equals(head)) {
                LOG.error("state of the events is damaged, all events are read again file={}", file);
                return;
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                StateChange change = StateLine.decode(line);
                if (change == null) {
                    LOG.warn("state of the events ends early, what came later is read again file={}", file);
                    return;
                }
                changes.accept(change);
            }
        }
    }

    /** Puts a change on disk. After a failure the file is as before, and the change can be appended again. */
    public void append(StateChange change) throws IOException {
        write(StateLine.encode(change));
    }

    private void write(byte[] line) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            throw new IOException("the state file is not open");
        }
        // A former attempt may have left half a line
        open.truncate(bytes.get());
        open.position(bytes.get());
        ByteBuffer rest = ByteBuffer.wrap(line);
        while (rest.hasRemaining()) {
            open.write(rest);
        }
        open.force(false);
        bytes.addAndGet(line.length);
    }

    /** True when the file has grown to twice what it has to say. */
    boolean wantsReplacing() {
        return bytes.get() > Math.max(REPLACED_BYTES_MIN, 2 * bytesWhenReplaced);
    }

    /** Replaces the file by these changes; where that fails the old one goes on, and it is tried again when it has doubled. */
    public void replaceWhere(Supplier<List<StateChange>> whole) {
        if (!wantsReplacing()) {
            return;
        }
        try {
            replace(whole.get());
        } catch (IOException e) {
            bytesWhenReplaced = bytes.get();
            LOG.warn("state of the events cannot be replaced and grows file={} reason={}", file, e.toString());
        }
    }

    /** Replaces the file by these changes; until that is done the old one holds. */
    public void replace(List<StateChange> whole) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        FileChannel next = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        long written = 0;
        try {
            written += writeAll(next, (HEAD + "\n").getBytes(StandardCharsets.UTF_8));
            for (StateChange change : whole) {
                written += writeAll(next, StateLine.encode(change));
            }
            next.force(false);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        close();
        channel = next;
        bytes.set(written);
        bytesWhenReplaced = written;
    }

    private static int writeAll(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        return content.length;
    }

    /** Bytes on disk. */
    public long bytes() {
        return bytes.get();
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
