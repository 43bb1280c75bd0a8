package dev.tributary.aggregator.storage.chunk;

import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;

/**
 * A column of whole numbers, as differences or as differences of differences, whichever is smaller. The count is known
 * from elsewhere and at least one.
 *
 * <pre>
 * column := 0 first                                    all numbers are the first
 *         | 1|shift<<2 first numbers(count-1)          differences, shifted right
 *         | 2|shift<<2 first step numbers(count-2)     differences of differences; step is the first difference
 * first  := zigzag; step := zigzag, shifted right; numbers as {@link BitPacking} says
 * </pre>
 *
 * The shift drops zero bits that all differences end in: byte counts of whole pages. Not safe for several threads.
 */
final class IntColumn {
    /** Numbers lie within it, so that differences of differences need no more than 57 bits as zigzag. */
    static final long MAGNITUDE_MAX = 1L << 53;

    private static final int CONSTANT = 0;
    private static final int STEPS = 1;
    private static final int STEPS_OF_STEPS = 2;

    private long[] steps = new long[256];
    private long[] second = new long[256];

    /** Writes the first {@code count} numbers. */
    void encode(long[] numbers, int count, ByteWriter out) {
        if (steps.length < count) {
            steps = new long[count * 3 / 2];
            second = new long[steps.length];
        }
        long bits = 0;
        for (int i = 1; i < count; i++) {
            steps[i] = numbers[i] - numbers[i - 1];
            bits |= steps[i];
        }
        if (bits == 0) {
            out.putByte(CONSTANT);
            out.putZigzag(numbers[0]);
            return;
        }
        int shift = Long.numberOfTrailingZeros(bits);
        if (preferSecond(count, shift)) {
            out.putByte(STEPS_OF_STEPS | shift << 2);
            out.putZigzag(numbers[0]);
            out.putZigzag(steps[1]);
            BitPacking.encode(second, 2, count, out);
        } else {
            out.putByte(STEPS | shift << 2);
            out.putZigzag(numbers[0]);
            BitPacking.encode(steps, 1, count, out);
        }
    }

    /** Shifts the steps, fills the second column and tells whether it is smaller. */
    private boolean preferSecond(int count, int shift) {
        long bits = 0;
        long secondBits = 0;
        long last = 0;
        for (int i = 1; i < count; i++) {
            long step = steps[i] >> shift;
            steps[i] = step;
            second[i] = step - last;
            bits += width(step);
            secondBits += i == 1 ? 0 : width(second[i]);
            last = step;
        }
        return count > 2 && secondBits < bits;
    }

    private static int width(long value) {
        return 64 - Long.numberOfLeadingZeros(BitPacking.zigzag(value));
    }

    /**
     * Reads {@code count} numbers into an array.
     *
     * @throws CorruptDataException when the bytes are no such column
     */
    static void decode(ByteReader in, int count, long[] into) {
        decode(in, count, 0, count, into);
    }

    /**
     * Reads, of {@code count} numbers, those from (inclusive) to (exclusive) into the front of an array. Those before are
     * only added up, those behind only passed over. The reader's array must go on for 8 bytes behind the reader's end.
     *
     * @throws CorruptDataException when the bytes are no such column
     */
    static void decode(ByteReader in, int count, int from, int to, long[] into) {
        int form = in.readByte();
        int shift = form >>> 2;
        switch (form & 3) {
            case CONSTANT -> Arrays.fill(into, 0, Math.max(0, to - from), in.readZigzag());
            case STEPS -> decodeSteps(in, count, shift, from, to, into);
            case STEPS_OF_STEPS -> decodeSecond(in, count, shift, from, to, into);
            default -> throw new CorruptDataException("number column of form " + form);
        }
    }

    private static void decodeSteps(ByteReader in, int count, int shift, int from, int to, long[] into) {
        long number = in.readZigzag();
        if (from == 0 && to > 0) {
            into[0] = number;
        }
        for (int start = 1; start < count; start += BitPacking.MINIBLOCK) {
            int end = Math.min(count, start + BitPacking.MINIBLOCK);
            int width = BitPacking.readWidth(in);
            int at = in.skip(BitPacking.length(end - start, width));
            int first = Math.clamp(from, start, end);
            int last = Math.min(to, end);
            if (start >= to) {
                continue;
            }
            if (width == 0) {
                fill(into, first - from, last - from, number);
                continue;
            }
            byte[] bytes = in.bytes();
            int bit = 0;
            for (int i = start; i < first; i++, bit += width) {
                number += BitPacking.number(bytes, at, bit, width) << shift;
            }
            for (int i = first; i < last; i++, bit += width) {
                number += BitPacking.number(bytes, at, bit, width) << shift;
                into[i - from] = number;
            }
            // Only the last block that is wanted ends early, and none behind it needs the number.
        }
    }

    private static void fill(long[] into, int from, int to, long number) {
        if (from < to) {
            Arrays.fill(into, from, to, number);
        }
    }

    private static void decodeSecond(ByteReader in, int count, int shift, int from, int to, long[] into) {
        if (count < 2) {
            throw new CorruptDataException("differences of differences of one number");
        }
        long number = in.readZigzag();
        if (from == 0 && to > 0) {
            into[0] = number;
        }
        long step = in.readZigzag();
        number += step << shift;
        if (from <= 1 && to > 1) {
            into[1 - from] = number;
        }
        for (int start = 2; start < count; start += BitPacking.MINIBLOCK) {
            int end = Math.min(count, start + BitPacking.MINIBLOCK);
            int width = BitPacking.readWidth(in);
            int at = in.skip(BitPacking.length(end - start, width));
            int first = Math.clamp(from, start, end);
            int last = Math.min(to, end);
            if (start >= to) {
                continue;
            }
            byte[] bytes = in.bytes();
            int bit = 0;
            if (width == 0) {
                number += (first - start) * (step << shift);
            } else {
                for (int i = start; i < first; i++, bit += width) {
                    step += BitPacking.number(bytes, at, bit, width);
                    number += step << shift;
                }
            }
            for (int i = first; i < last; i++, bit += width) {
                step += width == 0 ? 0 : BitPacking.number(bytes, at, bit, width);
                number += step << shift;
                into[i - from] = number;
            }
        }
    }
}
