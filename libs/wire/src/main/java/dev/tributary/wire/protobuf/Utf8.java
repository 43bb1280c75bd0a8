package dev.tributary.wire.protobuf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks that bytes are UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {
    }

    /** True when no byte from (inclusive) to (exclusive) has its high bit set; reads eight bytes at a time. */
    public static boolean isAscii(byte[] bytes, int from, int to) {
        return firstNonAscii(bytes, from, to) == to;
    }

    /** True when the bytes from (inclusive) to (exclusive) are valid UTF-8. */
    public static boolean isValid(byte[] bytes, int from, int to) {
        int at = firstNonAscii(bytes, from, to);
        while (at < to) {
            int length = sequenceLength(bytes, at, to);
            if (length == 0) {
                return false;
            }
            at = firstNonAscii(bytes, at + length, to);
        }
        return true;
    }

    private static int firstNonAscii(byte[] bytes, int from, int to) {
        int at = from;
        while (at + 8 <= to && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
            at += 8;
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Length of the multi-byte sequence that starts here, 0 when it is no valid one. */
    private static int sequenceLength(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xff;
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > to || !secondFits(lead, bytes[at + 1] & 0xff)) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** The second byte decides over overlong forms (e0, f0), surrogates (ed) and the end of Unicode (f4). */
    private static boolean secondFits(int lead, int second) {
        int min = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int max = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        return second >= min && second <= max;
    }
}
