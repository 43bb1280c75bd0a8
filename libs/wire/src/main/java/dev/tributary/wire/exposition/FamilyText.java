package dev.tributary.wire.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;

/** What TYPE, HELP and UNIT lines said of one family so far. Strings are made only when asked for. */
final class FamilyText {
    private byte[] name = new byte[64];
    private int nameLength;
    private MetricType type = MetricType.UNKNOWN;
    private byte[] help = new byte[64];
    private int helpLength;
    private byte[] unit = new byte[16];
    private int unitLength;

    /** Starts the family of that name, unless it is the current one. */
    void name(byte[] bytes, int from, int to) {
        if (!Arrays.equals(name, 0, nameLength, bytes, from, to)) {
            clear();
            rename(bytes, from, to);
        }
    }

    /** Names the current family. */
    void rename(byte[] bytes, int from, int to) {
        name = copy(name, bytes, from, to);
        nameLength = to - from;
    }

    /** Forgets the family. */
    void clear() {
        nameLength = 0;
        type = MetricType.UNKNOWN;
        helpLength = 0;
        unitLength = 0;
    }

    /** A copy of the name's bytes. */
    byte[] nameBytes() {
        return Arrays.copyOf(name, nameLength);
    }

    void type(MetricType value) {
        type = value;
    }

    void help(byte[] bytes, int from, int to) {
        help = copy(help, bytes, from, to);
        helpLength = to - from;
    }

    void unit(byte[] bytes, int from, int to) {
        unit = copy(unit, bytes, from, to);
        unitLength = to - from;
    }

    private static byte[] copy(byte[] target, byte[] bytes, int from, int to) {
        byte[] fitting = to - from <= target.length ? target : new byte[Math.max(to - from, 2 * target.length)];
        System.arraycopy(bytes, from, fitting, 0, to - from);
        return fitting;
    }

    MetricType type() {
        return type;
    }

    /** True when the bytes are the family's name with the suffix behind it. */
    boolean isNameWith(String suffix, byte[] bytes, int from, int to) {
        int end = from + nameLength;
        if (to - from != nameLength + suffix.length() || !Arrays.equals(name, 0, nameLength, bytes, from, end)) {
            return false;
        }
        for (int i = end; i < to; i++) {
            if (bytes[i] != suffix.charAt(i - end)) {
                return false;
            }
        }
        return true;
    }

    /** True when the bytes start with the family's name. */
    boolean isStartOf(byte[] bytes, int from, int to) {
        return to - from >= nameLength && Arrays.equals(name, 0, nameLength, bytes, from, from + nameLength);
    }

    /** True when the name ends with an underscore and the unit, or no unit is known. */
    boolean endsWithUnit() {
        int from = nameLength - unitLength;
        return unitLength == 0
                || from > 0 && name[from - 1] == '_' && Arrays.equals(name, from, nameLength, unit, 0, unitLength);
    }

    MetricMetadata metadata() {
        return new MetricMetadata(text(name, nameLength), type, text(help, helpLength), text(unit, unitLength));
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
