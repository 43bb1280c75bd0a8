package dev.tributary.collector.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Finds the next whole record behind damaged bytes, so that one bad byte costs one batch and not the rest of a segment. */
final class RecordSearch {
    private RecordSearch() {
    }

    /** The place of the first record from here on whose checksum is right, or the file's size when there is none. */
    static long next(FileChannel channel, long from, long size) throws IOException {
        int length = (int) Math.max(0, size - from);
        ByteBuffer rest = ByteBuffer.allocate(length);
        readFully(channel, rest, from);
        byte[] bytes = rest.array();
        int last = length - RecordFormat.PREFIX_BYTES - RecordFormat.FACTS_BYTES;
        for (int at = 0; at <= last; at++) {
            int body = rest.getInt(at);
            int start = at + RecordFormat.PREFIX_BYTES;
            if (RecordFormat.isPossibleLength(body) && body <= length - start
                    && RecordFormat.checksum(bytes, start, body) == rest.getInt(at + 4)) {
                return from + at;
            }
        }
        return size;
    }

    /** Fills the buffer; what lies behind the end of the file stays as it is. */
    static void readFully(FileChannel channel, ByteBuffer into, long offset) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, offset + into.position()) < 0) {
                return;
            }
        }
    }
}
