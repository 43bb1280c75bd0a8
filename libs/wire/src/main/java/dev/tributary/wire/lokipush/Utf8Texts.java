package dev.tributary.wire.lokipush;

import java.util.Arrays;

/** Texts as UTF-8, one behind the other in one growing buffer. Half of a surrogate pair becomes U+FFFD. Reusable. */
final class Utf8Texts {
    private byte[] bytes = new byte[1024];
    private int size;

    void clear() {
        size = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Appends a text; its start is the size before. */
    void append(char[] chars, int offset, int length) {
        // A char takes at most three bytes; a pair of them four.
        int needed = Math.addExact(size, Math.multiplyExact(3, length));
        if (bytes.length < needed) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, 1 << 30)));
        }
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            char c = chars[i];
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xc0 | c >> 6);
                bytes[size++] = (byte) (0x80 | c & 0x3f);
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(chars[i + 1])) {
                int code = Character.toCodePoint(c, chars[++i]);
                bytes[size++] = (byte) (0xf0 | code >> 18);
                bytes[size++] = (byte) (0x80 | code >> 12 & 0x3f);
                bytes[size++] = (byte) (0x80 | code >> 6 & 0x3f);
                bytes[size++] = (byte) (0x80 | code & 0x3f);
            } else {
                char shown = Character.isSurrogate(c) ? '\ufffd' : c;
                bytes[size++] = (byte) (0xe0 | shown >> 12);
                bytes[size++] = (byte) (0x80 | shown >> 6 & 0x3f);
                bytes[size++] = (byte) (0x80 | shown & 0x3f);
            }
        }
    }
}
