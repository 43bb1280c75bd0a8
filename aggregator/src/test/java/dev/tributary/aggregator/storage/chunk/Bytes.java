package dev.tributary.aggregator.storage.chunk;

import java.util.Arrays;
import java.util.function.Consumer;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.CorruptDataException;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What tests of byte formats share. */
public final class Bytes {
    private Bytes() {
    }

    /** The first bytes of an array in one with the room behind them that decoders ask for, filled with other bytes. */
    public static byte[] withSlack(byte[] bytes, int length) {
        byte[] roomy = new byte[length + 8];
        Arrays.fill(roomy, (byte) 0x5a);
        System.arraycopy(bytes, 0, roomy, 0, length);
        return roomy;
    }

    /** A reader of the first bytes of an array. */
    public static ByteReader reader(byte[] bytes, int length) {
        ByteReader reader = new ByteReader();
        reader.reset(withSlack(bytes, length), 0, length);
        return reader;
    }

    /** Shows that reading fails for every beginning of the bytes that is not all of them. */
    public static void assertEveryCutIsRefused(byte[] whole, Consumer<ByteReader> read) {
        read.accept(reader(whole, whole.length));
        for (int length = 0; length < whole.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> read.accept(reader(whole, cut))).as("cut at %d of %d", cut, whole.length)
                    .isInstanceOf(CorruptDataException.class);
        }
    }
}
