package dev.tributary.wire.remotewrite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.model.LabelFingerprint;
import dev.tributary.model.Labels;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;

/**
 * The symbols of one 2.0 message as ranges of its bytes, each checked once to be UTF-8. Entry 0 must be the empty string.
 * Reusable, for one thread.
 */
final class SymbolRanges {
    private static final byte[] NAME = Labels.NAME.getBytes(StandardCharsets.UTF_8);

    /** Symbols of one message: 2000 samples bring some ten thousand. */
    private static final int COUNT_MAX = 1 << 24;

    /** Tables larger than this are not kept for the next message. */
    private static final int KEPT_MAX = 1 << 16;

    private final ProtoReader in;
    private int[] offsets = new int[1024];
    private int[] lengths = new int[1024];
    /** Fingerprint of each symbol, high and low, valid up to {@link #fingerprinted}. */
    private long[] fingerprints = {};
    private int fingerprinted;
    private final LabelFingerprint fingerprint = new LabelFingerprint();
    private int count;
    private int nameSymbol = -1;

    SymbolRanges(ProtoReader in) {
        this.in = in;
    }

    void clear() {
        count = 0;
        fingerprinted = 0;
        nameSymbol = -1;
        if (offsets.length > KEPT_MAX) {
            offsets = new int[1024];
            lengths = new int[1024];
            fingerprints = new long[0];
        }
    }

    /** Makes the fingerprints of all symbols read so far. */
    void makeFingerprints() {
        if (fingerprints.length < 2 * count) {
            fingerprints = new long[Math.max(2 * count, 2 * offsets.length)];
        }
        for (; fingerprinted < count; fingerprinted++) {
            int from = offsets[fingerprinted];
            fingerprint.reset();
            fingerprint.add(in.bytes(), from, from + lengths[fingerprinted]);
            fingerprints[2 * fingerprinted] = fingerprint.high();
            fingerprints[2 * fingerprinted + 1] = fingerprint.low();
        }
    }

    /** Adds a symbol to the fingerprint of a series. */
    void addTo(LabelFingerprint series, int symbol) {
        series.add(fingerprints[2 * symbol], fingerprints[2 * symbol + 1]);
    }

    int count() {
        return count;
    }

    /** Takes the symbol at the cursor. */
    void read() throws MalformedProtobufException {
        if (count == COUNT_MAX) {
            throw in.malformed("more than " + COUNT_MAX + " symbols");
        }
        int length = in.length();
        int offset = in.position();
        if (count == 0 && length > 0) {
            throw in.malformed("symbol 0 is not the empty string");
        }
        in.requireUtf8(offset, offset + length);
        in.seek(offset + length);
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        offsets[count] = offset;
        lengths[count] = length;
        if (length == NAME.length && Arrays.equals(in.bytes(), offset, offset + length, NAME, 0, length)) {
            nameSymbol = count;
        }
        count++;
    }

    /** Reads a reference and checks that the symbol exists. */
    int reference() throws MalformedProtobufException {
        int from = in.position();
        long reference = in.varint();
        if (reference < 0 || reference >= count) {
            throw in.malformedAt(from, "symbol reference " + Long.toUnsignedString(reference)
                    + " is out of range, the message has " + count + " symbols");
        }
        return (int) reference;
    }

    int offset(int symbol) {
        return offsets[symbol];
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    /** The symbol as a string; allocates. An empty table reads every reference 0 as the empty string. */
    String text(int symbol) {
        return count == 0 ? "" : in.text(offsets[symbol], lengths[symbol]);
    }

    /** The symbol {@code __name__}, or -1 when the message has none. */
    int nameSymbol() {
        return nameSymbol;
    }
}
