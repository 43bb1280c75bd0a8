package dev.tributary.collector.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.tributary.collector.batch.BatchFacts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the segments an earlier run left behind. Of older segments only the head of each record is read. A record that the last run did not
 * finish is cut off the newest segment, when no whole record comes behind it; nothing else is ever cut.
 */
final class SpoolRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolRecovery.class);

    static final String SUFFIX = ".spool";

    private final Path directory;
    private final CursorFile.Content cursor;
    private long tornBytes;

    SpoolRecovery(Path directory, CursorFile.Content cursor) {
        this.directory = directory;
        this.cursor = cursor;
    }

    static Path fileOf(Path directory, long number) {
        return directory.resolve("%016d%s".formatted(number, SUFFIX));
    }

    /** The segments by number; those already shipped whole are deleted. */
    NavigableMap<Long, Segment> recover() throws IOException {
        NavigableMap<Long, Path> files = list();
        NavigableMap<Long, Segment> segments = new TreeMap<>();
        for (var entry : files.entrySet()) {
            boolean newest = entry.getKey().equals(files.lastKey());
            Segment segment = open(entry.getKey(), entry.getValue(), newest);
            if (segment == null) {
                continue;
            }
            if (segment.hasPending()) {
                segments.put(segment.number(), segment);
            } else {
                segment.delete();
            }
        }
        return segments;
    }

    /** Bytes cut off the newest segment. */
    long tornBytes() {
        return tornBytes;
    }

    private NavigableMap<Long, Path> list() throws IOException {
        NavigableMap<Long, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : found) {
                String name = file.getFileName().toString();
                try {
                    files.put(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), file);
                } catch (NumberFormatException e) {
                    LOG.warn("file in the spool directory is not a segment, left alone file={}", file);
                }
            }
        }
        return files;
    }

    private @Nullable Segment open(long number, Path file, boolean newest) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (!startsWithMagic(channel)) {
                return refuse(file, channel.size(), newest);
            }
            List<Found> records = new ArrayList<>();
            long end = walk(channel, records, newest);
            long tail = channel.size() - end;
            if (tail > 0 && newest) {
                LOG.warn("spool ended inside a batch, the piece is cut off file={} offset={} bytes={}", file, end,
                        tail);
                channel.truncate(end);
                tornBytes += tail;
            }
            // In an older segment the tail stays: the reader meets it, counts it and goes on
            Segment segment = Segment.reopen(number, file, cursor.committed().getOrDefault(number, 0L),
                    newest ? end : channel.size());
            records.forEach(record -> segment.recount(record.facts, record.offset));
            return segment;
        }
    }

    private record Found(long offset, BatchFacts facts) {
    }

    private @Nullable Segment refuse(Path file, long size, boolean newest) throws IOException {
        if (newest && size < RecordFormat.MAGIC.length) {
            tornBytes += size;
            Files.delete(file);
            return null;
        }
        Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
        LOG.error("file is no spool segment of this version, moved aside file={} to={}", file, aside);
        Files.move(file, aside);
        return null;
    }

    private static boolean startsWithMagic(FileChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(RecordFormat.MAGIC.length);
        RecordSearch.readFully(channel, head, 0);
        return Arrays.equals(head.array(), RecordFormat.MAGIC);
    }

    /**
     * Follows the lengths, past damage where a whole record comes behind it; ends where none does. Checksums are only looked
     * at in the newest segment, which may be cut; elsewhere the reader does that.
     */
    private static long walk(FileChannel channel, List<Found> records, boolean newest) throws IOException {
        long size = channel.size();
        long at = RecordFormat.MAGIC.length;
        ByteBuffer head = ByteBuffer.allocate(RecordFormat.PREFIX_BYTES + RecordFormat.FACTS_BYTES);
        while (at < size) {
            RecordSearch.readFully(channel, head.clear(), at);
            int length = head.position() < RecordFormat.PREFIX_BYTES ? -1 : head.getInt(0);
            long end = at + RecordFormat.PREFIX_BYTES + length;
            boolean whole = RecordFormat.isPossibleLength(length) && end <= size
                    && (!newest || hasRightChecksum(channel, at, length, head.getInt(4)));
            if (!whole) {
                long next = RecordSearch.next(channel, at + 1, size);
                if (next == size) {
                    return at;
                }
                at = next;
                continue;
            }
            note(head, at, records);
            at = end;
        }
        return at;
    }

    private static void note(ByteBuffer head, long at, List<Found> records) {
        try {
            records.add(new Found(at, RecordFormat.decodeFacts(head.flip().position(RecordFormat.PREFIX_BYTES))));
        } catch (DamagedRecordException e) {
            LOG.warn("spool record is damaged offset={} reason={}", at, e.getMessage());
        }
    }

    /** A record can have its full length and still not all its bytes: the file may grow before they are written. */
    private static boolean hasRightChecksum(FileChannel channel, long at, int length, int crc) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(length);
        RecordSearch.readFully(channel, body, at + RecordFormat.PREFIX_BYTES);
        return RecordFormat.checksum(body.array(), 0, length) == crc;
    }
}
