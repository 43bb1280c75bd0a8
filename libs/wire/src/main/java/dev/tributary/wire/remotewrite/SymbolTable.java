package dev.tributary.wire.remotewrite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.model.LabelSlices;
import dev.tributary.wire.protobuf.ProtoWriter;

/**
 * Gives each distinct text of a 2.0 message a number, in order of appearance; number 0 is the empty string. Texts stand as
 * symbol fields in one buffer, ready to be sent, and are found by open addressing over their bytes: no object per text.
 */
final class SymbolTable {
    private static final int FIELD = 4;
    private static final int OFFSET_BITS = 11;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** An odd number with bits all over: multiplying spreads every bit of a hash upwards. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final ProtoWriter fields = new ProtoWriter();
    /** Offset of each symbol's text in the buffer. */
    private int[] offsets = new int[256];
    private int[] lengths = new int[256];
    /** Number plus one of the symbol in a slot, 0 when free. */
    private int[] slots = new int[1024];
    private int count;
    /** Texts known by their offset in an array that lasts: offset and number plus one, 0 when free. */
    private final long[] byOffset = new long[1 << OFFSET_BITS];
    private byte[] lasting = {};

    SymbolTable() {
        reset();
    }

    void reset() {
        fields.reset();
        Arrays.fill(slots, 0);
        count = 0;
        number(new byte[0], 0, 0);
        forgetOffsets(new byte[0]);
    }

    private void forgetOffsets(byte[] next) {
        lasting = next;
        Arrays.fill(byOffset, 0);
    }

    int number(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return number(utf8, 0, utf8.length);
    }

    int nameNumber(LabelSlices labels, int index) {
        int offset = labels.nameOffset(index);
        int length = labels.nameLength(index);
        return labels.isLasting()
                ? lastingNumber(labels.bytes(), offset, length)
                : number(labels.bytes(), offset, length);
    }

    int valueNumber(LabelSlices labels, int index) {
        int offset = labels.valueOffset(index);
        int length = labels.valueLength(index);
        return labels.isLasting()
                ? lastingNumber(labels.bytes(), offset, length)
                : number(labels.bytes(), offset, length);
    }

    @SuppressWarnings("ReferenceEquality") // another array, whatever is in it, has other texts at its offsets
    private int lastingNumber(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (bytes != lasting) {
            forgetOffsets(bytes);
        }
        int slot = offset * (int) SPREAD >>> 32 - OFFSET_BITS;
        long known = byOffset[slot];
        if ((int) known != 0 && known >>> 32 == offset) {
            return (int) known - 1;
        }
        int number = number(bytes, offset, length);
        byOffset[slot] = (long) offset << 32 | number + 1;
        return number;
    }

    int number(byte[] bytes, int offset, int length) {
        int mask = slots.length - 1;
        int slot = hash(bytes, offset, length) & mask;
        while (slots[slot] != 0) {
            int symbol = slots[slot] - 1;
            int at = offsets[symbol];
            if (lengths[symbol] == length
                    && Arrays.equals(fields.bytes(), at, at + length, bytes, offset, offset + length)) {
                return symbol;
            }
            slot = slot + 1 & mask;
        }
        return add(slot, bytes, offset, length);
    }

    private int add(int slot, byte[] bytes, int offset, int length) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        fields.bytesField(FIELD, bytes, offset, length);
        offsets[count] = fields.size() - length;
        lengths[count] = length;
        slots[slot] = ++count;
        if (2 * count > slots.length) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int symbol = 0; symbol < count; symbol++) {
            int slot = hash(fields.bytes(), offsets[symbol], lengths[symbol]) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = symbol + 1;
        }
    }

    private static int hash(byte[] bytes, int offset, int length) {
        long h = length * SPREAD;
        int at = offset;
        int end = offset + length;
        for (; at + 8 <= end; at += 8) {
            h = mix(h ^ (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << 8 | bytes[at] & 0xff;
        }
        h = mix(h ^ rest);
        return (int) (h ^ h >>> 32);
    }

    private static long mix(long h) {
        long product = h * SPREAD;
        return product ^ product >>> 29;
    }

    /** The text of a symbol; allocates. */
    String text(int symbol) {
        return new String(fields.bytes(), offsets[symbol], lengths[symbol], StandardCharsets.UTF_8);
    }

    int count() {
        return count;
    }

    /** Bytes of all symbol fields. */
    int size() {
        return fields.size();
    }

    /** Appends all symbol fields in number order. */
    void write(ProtoWriter out) {
        out.raw(fields.bytes(), 0, fields.size());
    }
}
