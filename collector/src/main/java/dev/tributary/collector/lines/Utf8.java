package dev.tributary.collector.lines;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells valid UTF-8 from other bytes. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {
    }

    static boolean isValid(byte[] text, int from, int to) {
        int at = from;
        while (at < to) {
            if (to - at >= Long.BYTES && ((long) LONGS.get(text, at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
            } else if (text[at] >= 0) {
                at++;
            } else {
                int length = sequence(text, at, to);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    /** Length of the character that begins here, 0 when it is none. */
    private static int sequence(byte[] text, int at, int to) {
        int first = text[at] & 0xff;
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || at + length > to) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((text[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = text[at + 1] & 0xff;
        boolean overlong = first == 0xe0 && second < 0xa0 || first == 0xf0 && second < 0x90;
        boolean surrogate = first == 0xed && second >= 0xa0;
        boolean tooLarge = first == 0xf4 && second >= 0x90;
        return overlong || surrogate || tooLarge ? 0 : length;
    }

    /** The end moved forward to where no character is cut. */
    static int wholeEnd(byte[] text, int from, int to) {
        int at = to;
        while (at > from && to - at < 3 && (text[at - 1] & 0xc0) == 0x80) {
            at--;
        }
        if (at > from && (text[at - 1] & 0xff) >= 0xc0) {
            return sequence(text, at - 1, to) == 0 ? at - 1 : to;
        }
        return to;
    }
}
