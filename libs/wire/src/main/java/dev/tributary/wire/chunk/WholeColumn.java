package dev.tributary.wire.chunk;

/** One column of whole numbers, each as the change of its distance to the one before. */
final class WholeColumn {
    private long value;
    private long distance;

    /** Starts a column with its first value. */
    void start(long first) {
        value = first;
        distance = 0;
    }

    long value() {
        return value;
    }

    long read(BitReader in) throws MalformedChunkException {
        distance += in.varbit();
        value += distance;
        return value;
    }

    void write(BitWriter out, long next) {
        long nextDistance = next - value;
        out.varbit(nextDistance - distance);
        distance = nextDistance;
        value = next;
    }
}
