package dev.tributary.collector.ship;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.spool.DamagedRecordException;
import dev.tributary.collector.spool.RecordFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches a receiver refused for good, one pair of files each: {@code <id>.batch} in the spool's record format, and
 * {@code <id>.json} with the reason. Kept until replayed or dropped; beyond the limit the oldest go. Safe for several
 * threads.
 */
public final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private static final String BATCH = ".batch";
    private static final String REASON = ".json";

    private final Path directory;
    private final long bytesMax;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private long lastId;
    private long droppedSamples;

    /** Opens the directory, which is made where it is missing. */
    public Quarantine(Path directory, long bytesMax, Clock clock) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.bytesMax = bytesMax;
        this.clock = clock;
    }

    /** Sets a batch aside. */
    public synchronized void put(Batch batch, int status, String reason) throws IOException {
        lastId = Math.max(clock.millis(), lastId + 1);
        String id = Long.toString(lastId);
        QuarantineEntry entry = new QuarantineEntry(id, clock.millis(), status, reason, batch.facts().series(),
                batch.facts().points(), batch.facts().oldestMillis(), batch.facts().newestMillis(),
                batch.message().length);
        write(id + REASON, ByteBuffer.wrap(json.writeValueAsBytes(entry)));
        write(id + BATCH, RecordFormat.encode(batch));
        LOG.warn("batch set aside id={} status={} samples={} reason={}", id, status, entry.samples(), reason);
        dropBeyondLimit();
    }

    private void write(String name, ByteBuffer bytes) throws IOException {
        Path temporary = directory.resolve(name + ".new");
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        Files.write(temporary, content);
        Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void dropBeyondLimit() throws IOException {
        List<QuarantineEntry> entries = list();
        long bytes = entries.stream().mapToLong(QuarantineEntry::bytes).sum();
        for (QuarantineEntry entry : entries) {
            if (bytes <= bytesMax) {
                return;
            }
            LOG.warn("quarantine is full, its oldest batch is dropped id={} samples={}", entry.id(), entry.samples());
            droppedSamples += entry.samples();
            bytes -= entry.bytes();
            drop(entry.id());
        }
    }

    /** What is set aside, the oldest first. */
    public synchronized List<QuarantineEntry> list() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(BATCH)).sorted().toList();
        }
        List<QuarantineEntry> entries = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            entries.add(entry(name.substring(0, name.length() - BATCH.length())));
        }
        return entries;
    }

    private QuarantineEntry entry(String id) throws IOException {
        byte[] text = Files.readString(directory.resolve(id + REASON)).getBytes(StandardCharsets.UTF_8);
        return json.readValue(text, QuarantineEntry.class);
    }

    /** The batch of an id, to be sent once more; nothing when there is none. */
    public synchronized Optional<Batch> batch(String id) throws IOException {
        Path file = fileOf(id);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordFormat.decodeRecord(Files.readAllBytes(file)));
        } catch (DamagedRecordException e) {
            throw new IOException("quarantined batch " + id + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Deletes a batch; false when there is none of that id. */
    public synchronized boolean drop(String id) throws IOException {
        boolean there = Files.deleteIfExists(fileOf(id));
        Files.deleteIfExists(directory.resolve(id + REASON));
        return there;
    }

    private Path fileOf(String id) {
        if (!id.chars().allMatch(Character::isDigit)) {
            throw new IllegalArgumentException("'" + id + "' is no id of a quarantined batch");
        }
        return directory.resolve(id + BATCH);
    }

    /** Samples lost because the quarantine was full. */
    public synchronized long droppedSamples() {
        return droppedSamples;
    }
}
