package dev.tributary.queryapi.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queries that run now, in a file that outlives the process: after a crash the next start can name the queries that
 * were running, one of which may have been the cause.
 *
 * <p>{@code file := slot*slots; slot := (start query NUL* | NUL*), 1024 bytes; start := ISO instant and a blank}. A query
 * longer than its slot is cut at a character. The file needs no fsync: it guards against the end of the process, not of
 * the machine.
 */
public final class ActiveQueryLog implements AutoCloseable {
    static final int SLOT_BYTES = 1024;
    private static final Logger LOG = LoggerFactory.getLogger(ActiveQueryLog.class);

    private final FileChannel file;
    private final Clock clock;
    private final BitSet taken;
    private final int slots;
    private final List<String> unfinished;
    private boolean broken;

    /**
     * Opens the file, remembers what stood in it and clears it.
     *
     * @throws UncheckedIOException when the file cannot be opened
     */
    public ActiveQueryLog(Path path, int slots, Clock clock) {
        this.slots = slots;
        this.clock = clock;
        this.taken = new BitSet(slots);
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            unfinished = List.copyOf(readSlots());
            file.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException("active query log " + path + ": " + e.getMessage(), e);
        }
    }

    private List<String> readSlots() throws IOException {
        List<String> found = new ArrayList<>();
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        for (long at = 0; at < file.size(); at += SLOT_BYTES) {
            slot.clear();
            file.read(slot, at);
            String text = new String(slot.array(), 0, usedBytes(slot), StandardCharsets.UTF_8);
            if (!text.isBlank()) {
                found.add(text);
            }
        }
        return found;
    }

    private static int usedBytes(ByteBuffer slot) {
        int used = slot.position();
        while (used > 0 && slot.get(used - 1) == 0) {
            used--;
        }
        return used;
    }

    /** The queries the process before this one did not finish, each after the time it began. */
    public List<String> unfinished() {
        return unfinished;
    }

    /** Notes a query; the number given back is for {@link #end}. */
    public synchronized int begin(String query) {
        int slot = taken.nextClearBit(0);
        taken.set(slot);
        if (slot < slots) {
            write(slot, entry(query));
        }
        return slot;
    }

    /** Forgets a query that ended. */
    public synchronized void end(int slot) {
        taken.clear(slot);
        if (slot < slots) {
            write(slot, new byte[SLOT_BYTES]);
        }
    }

    private byte[] entry(String query) {
        byte[] text = (clock.instant() + " " + query).getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, SLOT_BYTES);
        while (length < text.length && length > 0 && (text[length] & 0xc0) == 0x80) {
            length--;
        }
        return Arrays.copyOf(Arrays.copyOf(text, length), SLOT_BYTES);
    }

    private void write(int slot, byte[] bytes) {
        try {
            file.write(ByteBuffer.wrap(bytes), (long) slot * SLOT_BYTES);
            broken = false;
        } catch (IOException e) {
            if (!broken) {
                LOG.warn("cannot note running queries, queries go on err={}", e.getMessage());
            }
            broken = true;
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("closing the active query log err={}", e.getMessage());
        }
    }
}
