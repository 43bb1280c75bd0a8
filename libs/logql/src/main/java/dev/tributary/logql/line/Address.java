package dev.tributary.logql.line;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as 128 bits.
 *
 * @param four true for IPv4, whose bits are the last 32
 */
record Address(boolean four, long high, long low) implements Comparable<Address> {
    int bits() {
        return four ? 32 : 128;
    }

    @Override
    public int compareTo(Address other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The address of a text, or null when it is none. */
    static @Nullable Address parse(String text) {
        if (text.indexOf(':') >= 0) {
            return six(text);
        }
        long four = fourBits(text);
        return four < 0 ? null : new Address(true, 0, four);
    }

    private static long fourBits(String text) {
        long bits = 0;
        int parts = 0;
        int at = 0;
        while (at <= text.length()) {
            int end = text.indexOf('.', at);
            int stop = end < 0 ? text.length() : end;
            int part = number(text, at, stop, 10, 3);
            boolean leadingZero = stop - at > 1 && text.charAt(at) == '0';
            if (part < 0 || part > 255 || leadingZero || ++parts > 4) {
                return -1;
            }
            bits = bits << 8 | part;
            at = stop + 1;
        }
        return parts == 4 ? bits : -1;
    }

    private static int number(String text, int from, int to, int radix, int digitsMax) {
        if (from == to || to - from > digitsMax) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    private static @Nullable Address six(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        int[] groups = new int[8];
        int head = groups(gap < 0 ? text : text.substring(0, gap), groups, 0);
        if (head < 0 || gap < 0 && head != 8) {
            return null;
        }
        if (gap >= 0) {
            int[] tail = new int[8];
            int count = groups(text.substring(gap + 2), tail, 0);
            if (count < 0 || head + count > 7) {
                return null;
            }
            System.arraycopy(tail, 0, groups, 8 - count, count);
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new Address(false, high, low);
    }

    /** Reads groups between colons; how many, or -1. The last may be an IPv4 address, which is two. */
    private static int groups(String text, int[] into, int start) {
        int count = start;
        if (text.isEmpty()) {
            return count;
        }
        int at = 0;
        while (at <= text.length()) {
            int colon = text.indexOf(':', at);
            int stop = colon < 0 ? text.length() : colon;
            if (colon < 0 && text.indexOf('.', at) >= 0) {
                long four = fourBits(text.substring(at));
                if (four < 0 || count > 6) {
                    return -1;
                }
                into[count++] = (int) (four >>> 16);
                into[count++] = (int) (four & 0xffff);
                return count;
            }
            int group = number(text, at, stop, 16, 4);
            if (group < 0 || count == 8) {
                return -1;
            }
            into[count++] = group;
            at = stop + 1;
        }
        return count;
    }
}
