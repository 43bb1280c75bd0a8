package dev.tributary.wire.chunk;

import java.util.Arrays;

import dev.tributary.model.NativeHistogram;

/**
 * What all histograms of one chunk share. {@code layout := zeroThreshold schema:varbit spans(positive) spans(negative)
 * [bounds]}, where spans are a count and then length and offset of each, and custom bounds, only of schema -53, a count and
 * then thousandths plus one where the bound is a small multiple of 0.001, or a zero bit and the float.
 */
final class HistogramLayout {
    /** Buckets of one histogram; a real one has at most a few hundred. */
    private static final int BUCKETS_MAX = 1 << 16;
    /** One byte tells a power of two from 2^-243 to 2^10 by its exponent plus 244. */
    private static final int EXPONENT_SHIFT = 244;
    private static final int PLAIN_THRESHOLD = 255;
    /** Thousandths up to this take at most four bytes. */
    private static final double THOUSANDTHS_MAX = 33_554_430;

    private final int schema;
    private final double zeroThreshold;
    private final int[] positiveSpans;
    private final int[] negativeSpans;
    private final double[] bounds;

    private HistogramLayout(int schema, double zeroThreshold, int[] positiveSpans, int[] negativeSpans,
            double[] bounds) {
        this.schema = schema;
        this.zeroThreshold = zeroThreshold;
        this.positiveSpans = positiveSpans;
        this.negativeSpans = negativeSpans;
        this.bounds = bounds;
    }

    double zeroThreshold() {
        return zeroThreshold;
    }

    int[] positiveSpans() {
        return positiveSpans;
    }

    int[] negativeSpans() {
        return negativeSpans;
    }

    /** A histogram of this schema and these bounds, to be filled. */
    NativeHistogram.Builder histogram() {
        return NativeHistogram.builder().schema(schema).customBounds(bounds);
    }

    /** How many buckets the spans of one side name. */
    static int buckets(int[] spans) throws MalformedChunkException {
        long buckets = 0;
        for (int i = 1; i < spans.length; i += 2) {
            buckets += spans[i];
        }
        if (buckets > BUCKETS_MAX) {
            throw new MalformedChunkException("spans name " + buckets + " buckets, more than " + BUCKETS_MAX);
        }
        return (int) buckets;
    }

    static HistogramLayout read(BitReader in) throws MalformedChunkException {
        double threshold = readThreshold(in);
        long schema = in.varbit();
        if (schema != (int) schema) {
            throw new MalformedChunkException("schema " + schema + " is out of range");
        }
        int[] positive = readSpans(in);
        int[] negative = readSpans(in);
        double[] bounds = schema == NativeHistogram.CUSTOM_SCHEMA ? readBounds(in) : new double[0];
        return new HistogramLayout((int) schema, threshold, positive, negative, bounds);
    }

    private static double readThreshold(BitReader in) throws MalformedChunkException {
        int code = (int) in.bits(8);
        return switch (code) {
            case 0 -> 0;
            case PLAIN_THRESHOLD -> in.float64();
            default -> Math.scalb(1.0, code - EXPONENT_SHIFT);
        };
    }

    private static int[] readSpans(BitReader in) throws MalformedChunkException {
        int[] spans = new int[2 * count(in, 2)];
        for (int i = 0; i < spans.length; i += 2) {
            long length = in.varbitUnsigned();
            long offset = in.varbit();
            if (length != (int) length || length < 0 || offset != (int) offset) {
                throw new MalformedChunkException("span of offset " + offset + " and length "
                        + Long.toUnsignedString(length) + " is out of range");
            }
            spans[i] = (int) offset;
            spans[i + 1] = (int) length;
        }
        return spans;
    }

    /** Reads how many follow, and checks that so many fit the bits that are left. */
    private static int count(BitReader in, int bitsEach) throws MalformedChunkException {
        long count = in.varbitUnsigned();
        if (count < 0 || count > in.left() / bitsEach) {
            throw new MalformedChunkException(
                    Long.toUnsignedString(count) + " spans or bounds do not fit " + in.length() + " bytes");
        }
        return (int) count;
    }

    private static double[] readBounds(BitReader in) throws MalformedChunkException {
        double[] bounds = new double[count(in, 1)];
        for (int i = 0; i < bounds.length; i++) {
            long thousandths = in.varbitUnsigned();
            bounds[i] = thousandths == 0 ? in.float64() : (thousandths - 1) / 1000.0;
        }
        return bounds;
    }

    static void write(BitWriter out, NativeHistogram histogram) {
        writeThreshold(out, histogram.zeroThreshold());
        out.varbit(histogram.schema());
        writeSpans(out, histogram.positiveSpans());
        writeSpans(out, histogram.negativeSpans());
        if (histogram.hasCustomBounds()) {
            writeBounds(out, histogram.customBounds());
        }
    }

    private static void writeThreshold(BitWriter out, double threshold) {
        int exponent = Math.getExponent(threshold);
        if (threshold == 0) {
            out.bits(0, 8);
        } else if (exponent >= -243 && exponent <= 10 && threshold == Math.scalb(1.0, exponent)) {
            out.bits(exponent + EXPONENT_SHIFT, 8);
        } else {
            out.bits(PLAIN_THRESHOLD, 8);
            out.float64(threshold);
        }
    }

    private static void writeSpans(BitWriter out, int[] spans) {
        out.varbitUnsigned(spans.length / 2);
        for (int i = 0; i < spans.length; i += 2) {
            out.varbitUnsigned(spans[i + 1]);
            out.varbit(spans[i]);
        }
    }

    private static void writeBounds(BitWriter out, double[] bounds) {
        out.varbitUnsigned(bounds.length);
        for (double bound : bounds) {
            double thousandths = bound * 1000;
            // The second look keeps bounds exact that only came near a whole number of thousandths.
            if (thousandths >= 0 && thousandths <= THOUSANDTHS_MAX && thousandths == Math.rint(thousandths)
                    && thousandths / 1000 == bound) {
                out.varbitUnsigned((long) thousandths + 1);
            } else {
                out.bit(false);
                out.float64(bound);
            }
        }
    }

    /** True when both histograms may stand in one chunk, as far as their layout goes. */
    static boolean isSame(NativeHistogram a, NativeHistogram b) {
        return a.schema() == b.schema() && a.zeroThreshold() == b.zeroThreshold()
                && Arrays.equals(a.positiveSpans(), b.positiveSpans())
                && Arrays.equals(a.negativeSpans(), b.negativeSpans())
                && Arrays.equals(a.customBounds(), b.customBounds());
    }
}
