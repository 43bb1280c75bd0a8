package dev.tributary.aggregator.storage.chunk;

import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.memory.LittleEndian;

/**
 * A column of doubles, bit for bit. Most series are decimal numbers of few digits: those become whole numbers by a power
 * of ten, proven value by value when written, so that dividing gives the same bits back.
 *
 * <pre>
 * column  := 0 bits:u64                                    all values have these bits
 *          | 1|exponent<<2 odd IntColumn                   value = number / 10^exponent, but for the odd ones
 *          | 2 form:u4*count part*                         bits XOR the bits before, 0 at first; low nibble first
 * odd     := count:varint (position:varint bits:u64)*      position from the odd one before; NaN, infinities, -0, ...
 * form, part := 0: nothing, no bit differs
 *          | 1..8:  the lower (form) bytes of the difference, the upper are zero
 *          | 9..15: the upper (form - 8) bytes of the difference, the lower are zero
 * </pre>
 *
 * Not safe for several threads.
 */
final class ValueColumn {
    private static final int CONSTANT = 0;
    private static final int DECIMAL = 1;
    private static final int XOR = 2;
    private static final int EXPONENT_MAX = 15;
    private static final double[] POWERS = new double[EXPONENT_MAX + 1];
    /** With one odd value in eight, the XOR form is smaller. */
    private static final int ODD_SHARE = 8;

    static {
        double power = 1;
        for (int i = 0; i <= EXPONENT_MAX; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private final IntColumn ints = new IntColumn();
    private long[] numbers = new long[256];
    private int[] odd = new int[16];
    private int oddCount;

    /** Writes the values from (inclusive) to (exclusive), at least one. */
    void encode(double[] values, int from, int to, ByteWriter out) {
        long first = Double.doubleToRawLongBits(values[from]);
        if (isConstant(values, from, to, first)) {
            out.putByte(CONSTANT);
            out.putLongLittle(first);
            return;
        }
        int exponent = exponent(values, from, to);
        if (exponent >= 0 && scale(values, from, to, exponent)) {
            out.putByte(DECIMAL | exponent << 2);
            encodeOdd(values, from, out);
            ints.encode(numbers, to - from, out);
        } else {
            out.putByte(XOR);
            encodeXor(values, from, to, out);
        }
    }

    private static boolean isConstant(double[] values, int from, int to, long first) {
        for (int i = from + 1; i < to; i++) {
            if (Double.doubleToRawLongBits(values[i]) != first) {
                return false;
            }
        }
        return true;
    }

    /** The least exponent under which nearly all values are whole, or -1. */
    private static int exponent(double[] values, int from, int to) {
        int exponent = 0;
        int misfits = 0;
        for (int i = from; i < to; i++) {
            int own = Double.isFinite(values[i]) ? exponent : EXPONENT_MAX + 1;
            while (own <= EXPONENT_MAX && !isWhole(values[i], own)) {
                own++;
            }
            if (own <= EXPONENT_MAX) {
                exponent = own;
            } else if (++misfits > (to - from) / ODD_SHARE) {
                return -1;
            }
        }
        return exponent;
    }

    private static boolean isWhole(double value, int exponent) {
        double scaled = Math.rint(value * POWERS[exponent]);
        return Math.abs(scaled) <= IntColumn.MAGNITUDE_MAX
                && Double.doubleToRawLongBits(decode((long) scaled, exponent)) == Double.doubleToRawLongBits(value);
    }

    private static double decode(long number, int exponent) {
        return (double) number / POWERS[exponent];
    }

    /** Fills numbers and odd positions; false when too many are odd. */
    private boolean scale(double[] values, int from, int to, int exponent) {
        int count = to - from;
        if (numbers.length < count) {
            numbers = new long[count * 3 / 2];
        }
        oddCount = 0;
        long last = 0;
        for (int i = 0; i < count; i++) {
            double value = values[from + i];
            if (isWhole(value, exponent)) {
                last = (long) Math.rint(value * POWERS[exponent]);
            } else if (!addOdd(i, count)) {
                return false;
            }
            numbers[i] = last;
        }
        return true;
    }

    private boolean addOdd(int position, int count) {
        if (oddCount > count / ODD_SHARE) {
            return false;
        }
        if (oddCount == odd.length) {
            odd = Arrays.copyOf(odd, 2 * oddCount);
        }
        odd[oddCount++] = position;
        return true;
    }

    private void encodeOdd(double[] values, int from, ByteWriter out) {
        out.putVarint(oddCount);
        int last = 0;
        for (int i = 0; i < oddCount; i++) {
            out.putVarint(odd[i] - last);
            out.putLongLittle(Double.doubleToRawLongBits(values[from + odd[i]]));
            last = odd[i];
        }
    }

    private static void encodeXor(double[] values, int from, int to, ByteWriter out) {
        int count = to - from;
        int forms = out.size();
        int formsBytes = (count + 1) / 2;
        out.reserve(formsBytes + 8 * count);
        Arrays.fill(out.bytes(), forms, forms + formsBytes, (byte) 0);
        out.advanceTo(forms + formsBytes);
        long last = 0;
        for (int i = 0; i < count; i++) {
            long bits = Double.doubleToRawLongBits(values[from + i]);
            long difference = bits ^ last;
            int low = 8 - (Long.numberOfLeadingZeros(difference) >>> 3);
            int high = 8 - (Long.numberOfTrailingZeros(difference) >>> 3);
            int form = difference == 0 ? 0 : high < low && high < 8 ? 8 + high : low;
            out.bytes()[forms + (i >>> 1)] |= (byte) (form << ((i & 1) << 2));
            int length = form > 8 ? high : form;
            putBytes(out, form > 8 ? difference >>> 8 * (8 - high) : difference, length);
            last = bits;
        }
    }

    private static void putBytes(ByteWriter out, long value, int count) {
        long rest = value;
        for (int i = 0; i < count; i++) {
            out.putByte((int) rest);
            rest >>>= 8;
        }
    }

    /**
     * Reads, of {@code count} values, those from (inclusive) to (exclusive) into an array from a position on.
     *
     * @param scratch room for as many numbers
     * @throws CorruptDataException when the bytes are no such column
     */
    static void decode(ByteReader in, int count, int from, int to, double[] into, int at, long[] scratch) {
        int form = in.readByte();
        switch (form & 3) {
            case CONSTANT ->
                Arrays.fill(into, at, at + Math.max(0, to - from), Double.longBitsToDouble(in.readLongLittle()));
            case DECIMAL -> decodeDecimal(in, form >>> 2, count, from, to, into, at, scratch);
            case XOR -> decodeXor(in, count, from, to, into, at);
            default -> throw new CorruptDataException("value column of form " + form);
        }
    }

    private static void decodeDecimal(ByteReader in, int exponent, int count, int from, int to, double[] into, int at,
            long[] scratch) {
        if (exponent > EXPONENT_MAX) {
            throw new CorruptDataException("decimal exponent " + exponent);
        }
        int oddCount = in.readCount(count);
        int oddAt = in.position();
        for (int i = 0; i < oddCount; i++) {
            in.readVarint();
            in.readLongLittle();
        }
        IntColumn.decode(in, count, from, to, scratch);
        double power = POWERS[exponent];
        if (exponent == 0) {
            for (int i = 0; i < to - from; i++) {
                into[at + i] = (double) scratch[i];
            }
        } else {
            for (int i = 0; i < to - from; i++) {
                into[at + i] = (double) scratch[i] / power;
            }
        }
        if (oddCount > 0) {
            putOdd(in.bytes(), oddAt, oddCount, count, from, to, into, at);
        }
    }

    private static void putOdd(byte[] bytes, int oddAt, int oddCount, int count, int from, int to, double[] into,
            int at) {
        ByteReader in = new ByteReader();
        in.reset(bytes, oddAt, bytes.length - oddAt);
        long position = 0;
        for (int i = 0; i < oddCount; i++) {
            position += in.readCount(count);
            if (position >= count) {
                throw new CorruptDataException("odd value at " + position + " of " + count);
            }
            double value = Double.longBitsToDouble(in.readLongLittle());
            if (position >= from && position < to) {
                into[at + (int) position - from] = value;
            }
        }
    }

    private static void decodeXor(ByteReader in, int count, int from, int to, double[] into, int at) {
        int forms = in.skip((count + 1) / 2);
        byte[] bytes = in.bytes();
        long bits = 0;
        for (int i = 0; i < count; i++) {
            int form = bytes[forms + (i >>> 1)] >>> ((i & 1) << 2) & 15;
            int length = form > 8 ? form - 8 : form;
            int value = in.skip(length);
            if (length > 0) {
                int other = 8 * (8 - length);
                long shifted = LittleEndian.getLong(bytes, value) << other;
                bits ^= form > 8 ? shifted : shifted >>> other;
            }
            if (i >= from && i < to) {
                into[at + i - from] = Double.longBitsToDouble(bits);
            }
        }
    }
}
