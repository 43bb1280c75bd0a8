package dev.tributary.collector.podlogs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tributary.collector.lines.StampedLine;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answer of the API apart. Of lines that are too long so much is kept that they are known to be. One thread.
 */
final class LineSplitter {
    private static final int READ_BYTES = 16 << 10;
    /** Longest time with its blank, and a byte that shows that there was more. */
    private static final int STAMP_BYTES = 64;

    private final InputStream in;
    private final int keptMax;
    private byte[] buffer = new byte[READ_BYTES];
    private int length;
    private boolean skipping;
    private long unstamped;
    private String lastUnstamped = "";
    private long bytesRead;

    LineSplitter(InputStream in, int lineBytesMax) {
        this.in = in;
        keptMax = lineBytesMax + STAMP_BYTES;
    }

    /** The lines that have come meanwhile, waiting for at least some bytes; null at the end. */
    @Nullable
    List<StampedLine> next() throws IOException {
        if (length == buffer.length) {
            grow();
        }
        int read = in.read(buffer, length, buffer.length - length);
        if (read < 0) {
            return null;
        }
        bytesRead += read;
        int told = afterLastLineFeed(length, length + read);
        List<StampedLine> lines = told == 0 ? List.of() : split(Arrays.copyOf(buffer, told));
        keep(told, length + read);
        return lines;
    }

    private int afterLastLineFeed(int from, int to) {
        for (int at = to - 1; at >= from; at--) {
            if (buffer[at] == '\n') {
                return at + 1;
            }
        }
        return 0;
    }

    private List<StampedLine> split(byte[] bytes) {
        List<StampedLine> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                add(lines, bytes, from, at);
                from = at + 1;
            }
        }
        return lines;
    }

    private void grow() {
        if (length < keptMax) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, keptMax + READ_BYTES));
        } else {
            // The beginning of the line is all that is used of it
            length = keptMax;
            skipping = true;
        }
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, keptMax + READ_BYTES);
        }
    }

    private void keep(int from, int to) {
        skipping = skipping && from == 0;
        length = skipping ? Math.min(to, keptMax) : to - from;
        System.arraycopy(buffer, from, buffer, 0, length);
    }

    private void add(List<StampedLine> lines, byte[] bytes, int from, int lineFeed) {
        boolean tooLong = lineFeed - from > keptMax;
        int to = tooLong ? from + keptMax : lineFeed;
        int end = !tooLong && to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        StampedLine line = StampedLine.of(bytes, from, end);
        if (line != null) {
            lines.add(line);
        } else if (end > from) {
            unstamped++;
            lastUnstamped = new String(bytes, from, Math.min(end - from, 200), StandardCharsets.UTF_8);
        }
    }

    /** What came after the last line feed: the last words of a container, or a line that was broken off. */
    List<StampedLine> rest() {
        byte[] bytes = Arrays.copyOf(buffer, Math.min(length, keptMax));
        StampedLine line = StampedLine.of(bytes, 0, bytes.length);
        return line == null ? List.of() : List.of(line);
    }

    /** Takes the number of lines without a time: what kubelet says instead of a log, or the end of a line known before. */
    long takeUnstamped() {
        long taken = unstamped;
        unstamped = 0;
        return taken;
    }

    String lastUnstamped() {
        return lastUnstamped;
    }

    /** Takes the number of bytes that were read. */
    long takeBytesRead() {
        long taken = bytesRead;
        bytesRead = 0;
        return taken;
    }
}
