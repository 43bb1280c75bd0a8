package dev.tributary.wire.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts fed bytes into lines. In front of them the array always holds the bytes of {@code __name__} and room for one
 * rewritten label value, since all label ranges refer to one array.
 */
final class LineSource {
    /** Length of {@code __name__}, which starts the array. */
    static final int NAME_LENGTH = 8;
    /** Where a rewritten label value may stand. */
    static final int REWRITE_AT = NAME_LENGTH;

    private static final byte[] HEAD = Arrays.copyOf("__name__".getBytes(StandardCharsets.US_ASCII),
            NAME_LENGTH + FloatLabel.LENGTH_MAX);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final int lineBytesMax;
    private final FeedBuffer buffer = new FeedBuffer(HEAD);
    /** That many bytes behind the start of the next line hold no newline. */
    private int scanned;
    private long lines;
    private int lineStart;
    private int lineEnd;

    LineSource(int lineBytesMax) {
        this.lineBytesMax = lineBytesMax;
    }

    void feed(byte[] source, int offset, int length) {
        buffer.feed(source, offset, length);
    }

    void end() {
        buffer.end();
    }

    boolean isEnded() {
        return buffer.isEnded();
    }

    /** True when no byte is left. */
    boolean isEmpty() {
        return buffer.isEmpty();
    }

    /**
     * Moves to the next whole line; false when none is left.
     *
     * @throws MalformedExpositionException when the line is longer than the limit
     */
    boolean next() throws MalformedExpositionException {
        buffer.release();
        int newline = newlineFrom(buffer.at + scanned);
        int length = (newline < 0 ? buffer.end : newline) - buffer.at;
        if (length > lineBytesMax) {
            throw new MalformedExpositionException(
                    "line " + (lines + 1) + " is longer than the limit of " + lineBytesMax + " bytes", false);
        }
        if (newline < 0) {
            scanned = length;
            return false;
        }
        take(newline, newline + 1);
        return true;
    }

    /** Takes what stands behind the last newline as a line; for pages whose last line may lack one. */
    void takeRest() {
        take(buffer.end, buffer.end);
    }

    private void take(int to, int next) {
        lineStart = buffer.at;
        lineEnd = to;
        lines++;
        buffer.at = next;
        scanned = 0;
        buffer.hold();
    }

    /** Position behind the current line, to come back to with {@link #rewind}; a feed makes it void. */
    int position() {
        return buffer.at;
    }

    /** Goes back to a position taken since the last feed, and to the number of lines it stood behind. */
    void rewind(int position, long linesBefore) {
        buffer.at = position;
        scanned = 0;
        lines = linesBefore;
    }

    private int newlineFrom(int from) {
        byte[] bytes = buffer.bytes();
        int end = buffer.end;
        int i = from;
        for (; i + 8 <= end; i += 8) {
            long word = (long) LONGS.get(bytes, i) ^ NEWLINES;
            long zeros = word - LOW_BITS & ~word & HIGH_BITS;
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / 8;
            }
        }
        for (; i < end; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    byte[] bytes() {
        return buffer.bytes();
    }

    int lineStart() {
        return lineStart;
    }

    /** Behind the last byte of the line, at its newline. */
    int lineEnd() {
        return lineEnd;
    }

    /** Number of the current line, from 1. */
    long lineNumber() {
        return lines;
    }

    /** The start of what stands behind the last newline, for messages. */
    String restText() {
        return new String(buffer.bytes(), buffer.at, Math.min(buffer.end - buffer.at, 80), StandardCharsets.UTF_8);
    }
}
