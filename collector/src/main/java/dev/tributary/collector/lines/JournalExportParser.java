package dev.tributary.collector.lines;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code entry := (name "=" text "\n" | name "\n" length:u64le bytes "\n")+ "\n"}: systemd's journal export format.
 */
final class JournalExportParser implements RecordParser {
    @Override
    public int recordEnd(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit) {
            if (bytes[at] == '\n') {
                return at + 1;
            }
            int lineEnd = Newlines.after(bytes, at, limit);
            if (lineEnd < 0) {
                return -1;
            }
            at = isText(bytes, at, lineEnd) ? lineEnd : behindBinary(bytes, lineEnd, limit);
            if (at < 0) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isText(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '=') {
                return true;
            }
        }
        return false;
    }

    /** The offset behind a field's bytes and their line feed, or -1 when they are not all there. */
    private static int behindBinary(byte[] bytes, int at, int limit) {
        long length = length(bytes, at, limit);
        return length < 0 || length > limit - at - Long.BYTES - 1L ? -1 : at + Long.BYTES + (int) length + 1;
    }

    private static long length(byte[] bytes, int at, int limit) {
        if (limit - at < Long.BYTES) {
            return -1;
        }
        long length = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            length = length << 8 | bytes[at + i] & 0xff;
        }
        return length;
    }

    @Override
    public void parse(LineTarget target, byte[] bytes, int from, int to, long start) {
        if (bytes[from] == '\n') {
            return;
        }
        Map<String, byte[]> fields = new LinkedHashMap<>();
        int at = from;
        while (at < to && bytes[at] != '\n') {
            int lineEnd = Newlines.after(bytes, at, to);
            if (lineEnd < 0) {
                break;
            }
            at = isText(bytes, at, lineEnd)
                    ? addText(fields, bytes, at, lineEnd)
                    : addBinary(fields, bytes, at, lineEnd, to);
        }
        JournalEntry.tell(target, fields, bytes, from, to, start);
    }

    private static int addText(Map<String, byte[]> fields, byte[] bytes, int from, int lineEnd) {
        int equals = from;
        while (bytes[equals] != '=') {
            equals++;
        }
        add(fields, bytes, from, equals, equals + 1, lineEnd - 1);
        return lineEnd;
    }

    private static int addBinary(Map<String, byte[]> fields, byte[] bytes, int from, int lineEnd, int to) {
        int behind = behindBinary(bytes, lineEnd, to);
        if (behind >= 0) {
            add(fields, bytes, from, lineEnd - 1, lineEnd + Long.BYTES, behind - 1);
        }
        return behind < 0 ? to : behind;
    }

    private static void add(Map<String, byte[]> fields, byte[] bytes, int from, int nameEnd, int valueFrom,
            int valueTo) {
        byte[] value = java.util.Arrays.copyOfRange(bytes, valueFrom, valueTo);
        fields.putIfAbsent(new String(bytes, from, nameEnd - from, StandardCharsets.UTF_8), value);
    }
}
