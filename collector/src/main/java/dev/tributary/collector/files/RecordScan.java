package dev.tributary.collector.files;

import java.io.IOException;

/**
 * Cuts what is read into records. A record that is not whole yet stays in the file and is read again with its end, so
 * nothing of it is kept in memory; of one that is longer than the buffer, the beginning is handed over once its end is seen.
 */
final class RecordScan {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int REST_BYTES_MAX = 1 << 20;

    private final RecordReader reader;
    private long position;
    /** Bytes behind the position that are known to hold no end of a record. */
    private long searched;

    RecordScan(RecordReader reader) {
        this.reader = reader;
    }

    /** The next file begins. */
    void reset() {
        searched = 0;
    }

    /** Offset behind the last record that was handed over. */
    long position() {
        return position;
    }

    /** Reads once, and hands over the records that are whole; gives the bytes that are new. */
    long read(Content from, long offset, byte[] buffer, int length) throws IOException {
        position = offset;
        if (searched >= buffer.length) {
            return readLong(from, buffer);
        }
        // Not less than what is known to be no whole record, or it would never come to an end.
        int wanted = (int) Math.min(buffer.length, searched + length);
        int read = Contents.readFully(from, offset, buffer, wanted);
        if (read <= searched) {
            return 0;
        }
        long before = searched;
        int at = records(buffer, read, offset);
        position = offset + at;
        searched = (long) read - at;
        return read - before;
    }

    private int records(byte[] buffer, int read, long offset) {
        int at = skipHole(buffer, 0, read);
        while (at < read) {
            int end = reader.recordEnd(buffer, at, read);
            if (end < 0) {
                break;
            }
            reader.record(buffer, at, end, offset + at, offset + read, true);
            at = skipHole(buffer, end, read);
        }
        return at;
    }

    /** A file that was cut while its writer went on at its old offset begins with zeros that nobody wrote. */
    private static int skipHole(byte[] buffer, int from, int limit) {
        int at = from;
        while (at < limit && buffer[at] == 0) {
            at++;
        }
        return at;
    }

    private long readLong(Content from, byte[] buffer) throws IOException {
        int read = from.read(position + searched, buffer, 0, buffer.length);
        if (read <= 0) {
            return 0;
        }
        int end = indexOf(buffer, read);
        if (end < 0) {
            searched += read;
            return read;
        }
        long behind = position + searched + end;
        int kept = Contents.readFully(from, position, buffer, buffer.length);
        reader.record(buffer, 0, kept, position, behind, false);
        position = behind;
        searched = 0;
        return end;
    }

    private static int indexOf(byte[] buffer, int limit) {
        for (int i = 0; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** A file that ends without an end of line: its rest is a record, cut where it is too long. */
    void rest(Content from, long offset) throws IOException {
        position = offset;
        if (searched == 0) {
            return;
        }
        byte[] buffer = new byte[(int) Math.min(REST_BYTES_MAX, searched)];
        int read = Contents.readFully(from, offset, buffer, buffer.length);
        int at = skipHole(buffer, 0, read);
        if (at < read) {
            reader.record(buffer, at, read, offset + at, offset + read, searched <= read);
        }
        position = offset + Math.max(searched, read);
        searched = 0;
    }

    /** How many bytes there are, read through where that is not known. */
    static long length(Content content) throws IOException {
        long size = content.size();
        if (size < Long.MAX_VALUE) {
            return size;
        }
        byte[] block = new byte[BLOCK_BYTES];
        long at = 0;
        for (int read = content.read(0, block, 0, block.length); read > 0; read = content.read(at, block, 0,
                block.length)) {
            at += read;
        }
        return at;
    }

    /** Offset behind the last end of line. */
    static long lastLine(Content content) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        long end = content.size();
        while (end > 0) {
            long from = Math.max(0, end - BLOCK_BYTES);
            int read = Contents.readFully(content, from, block, (int) (end - from));
            for (int i = read - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return 0;
    }
}
