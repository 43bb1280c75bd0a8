package dev.tributary.collector.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.batch.BatchFacts;
import org.jspecify.annotations.Nullable;

/**
 * One file of a spool: batches in the order they were appended, and how far they are shipped. Guarded by its spool's lock,
 * except the forcing of its channel.
 */
final class Segment {
    /** What stands at a place of the file. */
    sealed interface Read {
        /** A whole batch; the next record starts at {@code end}. */
        record Whole(Batch batch, long end) implements Read {
        }

        /** Bytes that are no record; reading can go on at {@code end}. */
        record Damage(long end, String reason) implements Read {
        }
    }

    private final long number;
    private final Path file;
    private @Nullable FileChannel channel;
    private long size = RecordFormat.MAGIC.length;
    private long committed = RecordFormat.MAGIC.length;
    private long pendingSamples;
    private int pendingBatches;
    private long firstCreatedMillis;
    private long lastCreatedMillis;
    private boolean sealed;

    private Segment(long number, Path file) {
        this.number = number;
        this.file = file;
    }

    /** An empty segment, its file made. */
    static Segment create(long number, Path file) throws IOException {
        Segment segment = new Segment(number, file);
        segment.writeFully(ByteBuffer.wrap(RecordFormat.MAGIC), 0);
        return segment;
    }

    /**
     * A segment of an earlier run, sealed.
     *
     * @param committed how far it was shipped
     * @param size      where its last whole record ends
     */
    static Segment reopen(long number, Path file, long committed, long size) {
        Segment segment = new Segment(number, file);
        segment.size = size;
        segment.committed = Math.clamp(committed, RecordFormat.MAGIC.length, Math.max(RecordFormat.MAGIC.length, size));
        segment.sealed = true;
        return segment;
    }

    /** Takes a record that the file already has into account. */
    void recount(BatchFacts facts, long offset) {
        noteCreated(facts.createdMillis());
        if (offset >= committed) {
            pendingSamples += facts.points();
            pendingBatches++;
        }
    }

    void append(Batch batch) throws IOException {
        ByteBuffer record = RecordFormat.encode(batch);
        int length = record.remaining();
        try {
            writeFully(record, size);
        } catch (IOException e) {
            open().truncate(size);
            throw e;
        }
        size += length;
        noteCreated(batch.facts().createdMillis());
        pendingSamples += batch.facts().points();
        pendingBatches++;
    }

    private void noteCreated(long createdMillis) {
        if (firstCreatedMillis == 0) {
            firstCreatedMillis = createdMillis;
        }
        lastCreatedMillis = Math.max(lastCreatedMillis, createdMillis);
    }

    private void writeFully(ByteBuffer bytes, long offset) throws IOException {
        FileChannel out = open();
        long at = offset;
        while (bytes.hasRemaining()) {
            at += out.write(bytes, at);
        }
    }

    /** The first record not shipped; only where {@link #hasPending}. */
    Read readNext() throws IOException {
        if (size - committed < RecordFormat.PREFIX_BYTES) {
            return new Read.Damage(size, "the segment ends inside a record");
        }
        ByteBuffer prefix = readFully(committed, RecordFormat.PREFIX_BYTES);
        int length = prefix.getInt();
        int crc = prefix.getInt();
        long start = committed + RecordFormat.PREFIX_BYTES;
        if (!RecordFormat.isPossibleLength(length) || start + length > size) {
            return damage("record length " + length + " cannot be");
        }
        byte[] body = readFully(start, length).array();
        if (RecordFormat.checksum(body, 0, length) != crc) {
            return damage("wrong checksum");
        }
        try {
            return new Read.Whole(RecordFormat.decode(body), start + length);
        } catch (DamagedRecordException e) {
            return new Read.Damage(start + length, String.valueOf(e.getMessage()));
        }
    }

    private Read damage(String reason) throws IOException {
        return new Read.Damage(RecordSearch.next(open(), committed + 1, size), reason);
    }

    private ByteBuffer readFully(long offset, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        FileChannel in = open();
        while (into.hasRemaining()) {
            int read = in.read(into, offset + into.position());
            if (read < 0) {
                throw new IOException(file + " ends at byte " + (offset + into.position()) + ", expected " + size);
            }
        }
        return into.flip();
    }

    /** Everything before this place is shipped. */
    void commit(long end, int samples) {
        committed = end;
        pendingSamples -= samples;
        pendingBatches--;
        if (committed == size) {
            // Damaged records cannot be counted off one by one
            pendingSamples = 0;
            pendingBatches = 0;
        }
    }

    void seal() {
        sealed = true;
    }

    /** Gives the room of what is shipped back to the disk; takes nothing more. Only where nothing is pending. */
    void drain() throws IOException {
        sealed = true;
        open().truncate(0);
        size = RecordFormat.MAGIC.length;
        committed = size;
    }

    private FileChannel open() throws IOException {
        FileChannel current = channel;
        if (current == null || !current.isOpen()) {
            current = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            channel = current;
        }
        return current;
    }

    /** The open channel for {@link FileChannel#force}, null when nothing was written since it was closed. */
    @Nullable
    FileChannel channelToForce() {
        return channel;
    }

    void close() throws IOException {
        FileChannel current = channel;
        channel = null;
        if (current != null) {
            current.close();
        }
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    long number() {
        return number;
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    long committed() {
        return committed;
    }

    boolean hasPending() {
        return committed < size;
    }

    boolean isEmpty() {
        return size == RecordFormat.MAGIC.length;
    }

    boolean isSealed() {
        return sealed;
    }

    long pendingSamples() {
        return pendingSamples;
    }

    int pendingBatches() {
        return pendingBatches;
    }

    long firstCreatedMillis() {
        return firstCreatedMillis;
    }

    long lastCreatedMillis() {
        return lastCreatedMillis;
    }
}
