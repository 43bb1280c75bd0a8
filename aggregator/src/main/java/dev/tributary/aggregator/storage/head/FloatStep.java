package dev.tributary.aggregator.storage.head;

import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.memory.LittleEndian;

/**
 * The fast byte form of a float sample given the one before it; about 1 byte for an unchanged value at a steady interval,
 * 2 to 3 for a counter of whole numbers.
 *
 * <pre>
 * step  := form:u8 time value
 * form  := timeForm << 4 | valueForm
 * time  := difference of the time step from the step before, signed, little endian,
 *          in 0, 1, 2, 3, 4 or 8 bytes for timeForm 0 to 5
 * value := valueForm 0:       nothing, the same bits as before
 *          valueForm 1 to 4:  both are whole numbers; their difference, signed, in that many bytes
 *          valueForm 5 to 12: bits XOR the bits before, its lower (form - 4) bytes, the upper are zero
 *          valueForm 13:      count:u8 and the upper count bytes of bits XOR the bits before, the lower are zero
 * </pre>
 *
 * The state before the first sample is all zero. Little endian throughout. Not safe for several threads.
 */
final class FloatStep {
    /** No step is longer. */
    static final int BYTES_MAX = 17;
    /** Room an array needs for one step: numbers are moved as whole words, whatever their length. */
    static final int ROOM = BYTES_MAX + 8;

    private static final int[] TIME_BYTES = {0, 1, 2, 3, 4, 8};
    private static final int XOR_LOW = 4;
    private static final int XOR_HIGH = 13;

    private long time;
    private long step;
    private long bits;

    /** Puts the state before the first sample. */
    void reset() {
        set(0, 0, 0);
    }

    /** Puts the state after some sample. */
    void set(long timeMillis, long timeStep, long valueBits) {
        time = timeMillis;
        step = timeStep;
        bits = valueBits;
    }

    long time() {
        return time;
    }

    long step() {
        return step;
    }

    long bits() {
        return bits;
    }

    /** Forgets the interval only: the state after some sample where a reader may begin. */
    void forgetStep() {
        step = 0;
    }

    /** Writes a sample behind the present state and gives the length; the array has {@link #ROOM}. */
    int encode(long timeMillis, long valueBits, byte[] out) {
        long newStep = timeMillis - time;
        long change = newStep - step;
        int timeForm = timeForm(change);
        int at = put(out, 1, change, TIME_BYTES[timeForm]);
        int valueForm = 0;
        if (valueBits != bits) {
            long difference = wholeDifference(valueBits);
            if (difference != 0) {
                valueForm = signedBytes(difference);
                at = put(out, at, difference, valueForm);
            } else {
                long xor = valueBits ^ bits;
                int low = 8 - (Long.numberOfLeadingZeros(xor) >>> 3);
                int high = 8 - (Long.numberOfTrailingZeros(xor) >>> 3);
                if (high + 1 < low) {
                    valueForm = XOR_HIGH;
                    out[at++] = (byte) high;
                    at = put(out, at, xor >>> 8 * (8 - high), high);
                } else {
                    valueForm = XOR_LOW + low;
                    at = put(out, at, xor, low);
                }
            }
        }
        out[0] = (byte) (timeForm << 4 | valueForm);
        set(timeMillis, newStep, valueBits);
        return at;
    }

    private static int timeForm(long change) {
        if (change == 0) {
            return 0;
        }
        int bytes = signedBytes(change);
        return bytes <= 4 ? bytes : 5;
    }

    /** Bytes a signed number needs, 8 when more than 4. */
    private static int signedBytes(long value) {
        int significant = 65 - Long.numberOfLeadingZeros(value ^ value >> 63);
        int bytes = significant + 7 >>> 3;
        return bytes <= 4 ? bytes : 8;
    }

    /** The difference of two whole numbers when it fits four bytes, else 0. */
    private long wholeDifference(long valueBits) {
        double before = Double.longBitsToDouble(bits);
        double now = Double.longBitsToDouble(valueBits);
        long from = (long) before;
        long to = (long) now;
        long difference = to - from;
        boolean small = difference == (int) difference && Math.abs(from) <= 1L << 53 && Math.abs(to) <= 1L << 53;
        return small && Double.doubleToRawLongBits((double) from) == bits
                && Double.doubleToRawLongBits((double) to) == valueBits
                        ? difference
                        : 0;
    }

    private static int put(byte[] out, int at, long value, int bytes) {
        LittleEndian.putLong(out, at, value);
        return at + bytes;
    }

    /** Reads the next sample and gives the position behind it; eight bytes behind the sample can be read too. */
    int decode(byte[] in, int from) {
        int form = in[from];
        int timeForm = form >> 4;
        if (timeForm < 0 || timeForm > 5) {
            throw new CorruptDataException("sample form " + (form & 0xff));
        }
        int at = from + 1;
        if (timeForm > 0) {
            step += signed(in, at, TIME_BYTES[timeForm]);
            at += TIME_BYTES[timeForm];
        }
        time += step;
        int valueForm = form & 15;
        return valueForm == 0 ? at : decodeValue(in, at, valueForm);
    }

    private int decodeValue(byte[] in, int from, int valueForm) {
        if (valueForm <= XOR_LOW) {
            long whole = (long) Double.longBitsToDouble(bits) + signed(in, from, valueForm);
            bits = Double.doubleToRawLongBits((double) whole);
            return from + valueForm;
        }
        if (valueForm < XOR_HIGH) {
            int bytes = valueForm - XOR_LOW;
            bits ^= unsigned(in, from, bytes);
            return from + bytes;
        }
        int bytes = in[from];
        if (valueForm != XOR_HIGH || bytes < 1 || bytes > 8) {
            throw new CorruptDataException("value form " + valueForm + " of " + bytes + " bytes");
        }
        bits ^= unsigned(in, from + 1, bytes) << 8 * (8 - bytes);
        return from + 1 + bytes;
    }

    private static long signed(byte[] in, int at, int bytes) {
        int shift = 64 - 8 * bytes;
        return LittleEndian.getLong(in, at) << shift >> shift;
    }

    private static long unsigned(byte[] in, int at, int bytes) {
        int shift = 64 - 8 * bytes;
        return LittleEndian.getLong(in, at) << shift >>> shift;
    }
}
