package dev.tributary.aggregator.ingest.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** A line that was too long, as Loki cuts it with {@code max_line_size_truncate}, but never within a character. */
final class CutLine {
    private CutLine() {
    }

    /** The beginning of a line and a mark behind it, of at most that many bytes together; the line is longer. */
    static byte[] of(byte[] bytes, int offset, int lengthMax, @Nullable String mark) {
        byte[] end = mark == null ? new byte[0] : mark.getBytes(StandardCharsets.UTF_8);
        int kept = lengthMax - end.length;
        while (kept > 0 && isWithinCharacter(bytes[offset + kept])) {
            kept--;
        }
        byte[] line = Arrays.copyOfRange(bytes, offset, offset + kept + end.length);
        System.arraycopy(end, 0, line, kept, end.length);
        return line;
    }

    private static boolean isWithinCharacter(byte one) {
        return (one & 0xc0) == 0x80;
    }
}
