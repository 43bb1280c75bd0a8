package dev.tributary.queryapi.json;

import java.util.Arrays;

/** A growing byte buffer that text is appended to. Grows past its chunk size only for one long value. */
final class ByteBufferText {
    /** Room the writer may count on after a drain, so that short writes need no growth. */
    private static final int SLACK = 256;

    private final int chunkBytes;
    private byte[] bytes;
    private int size;

    ByteBufferText(int chunkBytes) {
        this.chunkBytes = chunkBytes;
        this.bytes = new byte[Math.min(chunkBytes, 4096) + SLACK];
    }

    boolean isFull() {
        return size >= chunkBytes;
    }

    void put(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    void putAscii(CharSequence ascii) {
        int length = ascii.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
    }

    void putLong(long value) {
        if (value < 0) {
            if (value == Long.MIN_VALUE) {
                putAscii("-9223372036854775808");
                return;
            }
            put('-');
            putDigits(-value, 1);
        } else {
            putDigits(value, 1);
        }
    }

    /** Decimal digits of a non-negative number, with leading zeros up to the given width. */
    void putDigits(long value, int widthMin) {
        int width = widthMin;
        for (long rest = value; width < 19 && rest >= POWERS_OF_TEN[width]; width++) {
            // Counts the digits.
        }
        reserve(width);
        long rest = value;
        for (int i = size + width - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += width;
    }

    /** Appends one character of text as UTF-8; a surrogate pair comes as its code point. */
    void putCodePoint(int c) {
        reserve(4);
        if (c < 0x80) {
            bytes[size++] = (byte) c;
        } else if (c < 0x800) {
            bytes[size++] = (byte) (0xc0 | c >> 6);
            bytes[size++] = (byte) (0x80 | c & 0x3f);
        } else if (c < 0x10000) {
            bytes[size++] = (byte) (0xe0 | c >> 12);
            bytes[size++] = (byte) (0x80 | c >> 6 & 0x3f);
            bytes[size++] = (byte) (0x80 | c & 0x3f);
        } else {
            bytes[size++] = (byte) (0xf0 | c >> 18);
            bytes[size++] = (byte) (0x80 | c >> 12 & 0x3f);
            bytes[size++] = (byte) (0x80 | c >> 6 & 0x3f);
            bytes[size++] = (byte) (0x80 | c & 0x3f);
        }
    }

    void drainTo(ByteSink sink) {
        if (size > 0) {
            sink.write(bytes, 0, size);
            size = 0;
        }
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    /** 10 to the power of the index. */
    static final long[] POWERS_OF_TEN = powersOfTen();

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }
}
