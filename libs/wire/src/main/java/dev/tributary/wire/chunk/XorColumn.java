package dev.tributary.wire.chunk;

/**
 * One column of floats, each as the bits that differ from the one before: a zero bit when none differ, else the differing
 * bits inside the window of the last one (10) or with a new window (11, five bits of leading zeros, six of length).
 */
final class XorColumn {
    private static final int NO_WINDOW = 64;

    private long bits;
    private int leading = NO_WINDOW;
    private int trailing;

    /** Starts a column with its first value. */
    void start(double first) {
        bits = Double.doubleToRawLongBits(first);
        leading = NO_WINDOW;
        trailing = 0;
    }

    double value() {
        return Double.longBitsToDouble(bits);
    }

    double read(BitReader in) throws MalformedChunkException {
        if (in.bit()) {
            if (in.bit()) {
                leading = (int) in.bits(5);
                int length = (int) in.bits(6);
                // 64 does not fit six bits, and no difference has none.
                trailing = 64 - leading - (length == 0 ? 64 : length);
                if (trailing < 0) {
                    throw new MalformedChunkException("a float window of " + leading + " and " + length + " bits");
                }
            } else if (leading == NO_WINDOW) {
                throw new MalformedChunkException("a float refers to a window before there is one");
            }
            bits ^= in.bits(64 - leading - trailing) << trailing;
        }
        return value();
    }

    void write(BitWriter out, double next) {
        long nextBits = Double.doubleToRawLongBits(next);
        long difference = nextBits ^ bits;
        bits = nextBits;
        if (difference == 0) {
            out.bit(false);
            return;
        }
        out.bit(true);
        int zeros = Math.min(31, Long.numberOfLeadingZeros(difference));
        int tail = Long.numberOfTrailingZeros(difference);
        if (leading != NO_WINDOW && zeros >= leading && tail >= trailing) {
            out.bit(false);
        } else {
            leading = zeros;
            trailing = tail;
            out.bit(true);
            out.bits(leading, 5);
            out.bits(64 - leading - trailing, 6);
        }
        out.bits(difference >>> trailing, 64 - leading - trailing);
    }
}
