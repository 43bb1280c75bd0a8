package dev.tributary.wire.chunk;

import org.jspecify.annotations.Nullable;

/** The encodings under the numbers of {@code prometheus.Chunk.Encoding}. */
public enum ChunkEncoding {
    XOR(1), HISTOGRAM(2), FLOAT_HISTOGRAM(3);

    private final int number;

    ChunkEncoding(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The encoding of a number, or null where it is not known here. */
    public static @Nullable ChunkEncoding of(long number) {
        for (ChunkEncoding encoding : values()) {
            if (encoding.number == number) {
                return encoding;
            }
        }
        return null;
    }
}
