package dev.tributary.wire.chunk;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;

/**
 * Counts of float histograms. {@code first := count:f64 zero:f64 sum:f64 bucket:f64*}, {@code next} the same with xor columns;
 * a bucket is its absolute count.
 */
final class FloatCounts implements HistogramCounts {
    private final XorColumn count = new XorColumn();
    private final XorColumn zero = new XorColumn();
    private final XorColumn sum = new XorColumn();
    private XorColumn[] positive = {};
    private XorColumn[] negative = {};

    @Override
    public void readFirst(BitReader in, int positiveBuckets, int negativeBuckets) throws MalformedChunkException {
        count.start(in.float64());
        zero.start(in.float64());
        sum.start(in.float64());
        positive = readFirst(in, positiveBuckets);
        negative = readFirst(in, negativeBuckets);
    }

    private static XorColumn[] readFirst(BitReader in, int buckets) throws MalformedChunkException {
        if (buckets > in.left() / Double.SIZE) {
            throw new MalformedChunkException(buckets + " buckets do not fit " + in.length() + " bytes");
        }
        XorColumn[] columns = columns(buckets);
        for (XorColumn column : columns) {
            column.start(in.float64());
        }
        return columns;
    }

    private static XorColumn[] columns(int buckets) {
        XorColumn[] columns = new XorColumn[buckets];
        for (int i = 0; i < buckets; i++) {
            columns[i] = new XorColumn();
        }
        return columns;
    }

    @Override
    public void readNext(BitReader in) throws MalformedChunkException {
        count.read(in);
        zero.read(in);
        if (StaleMarker.is(sum.read(in))) {
            return;
        }
        for (XorColumn bucket : positive) {
            bucket.read(in);
        }
        for (XorColumn bucket : negative) {
            bucket.read(in);
        }
    }

    @Override
    public double sum() {
        return sum.value();
    }

    @Override
    public NativeHistogram.Builder histogram(HistogramLayout layout) {
        return layout.histogram().count(count.value()).sum(sum.value()).zero(layout.zeroThreshold(), zero.value())
                .positive(layout.positiveSpans(), values(positive)).negative(layout.negativeSpans(), values(negative));
    }

    private static double[] values(XorColumn[] columns) {
        double[] values = new double[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i].value();
        }
        return values;
    }

    @Override
    public void writeFirst(BitWriter out, NativeHistogram histogram) {
        writeFirst(out, count, histogram.count());
        writeFirst(out, zero, histogram.zeroCount());
        writeFirst(out, sum, histogram.sum());
        positive = writeFirst(out, histogram.positiveBuckets());
        negative = writeFirst(out, histogram.negativeBuckets());
    }

    private static XorColumn[] writeFirst(BitWriter out, double[] buckets) {
        XorColumn[] columns = columns(buckets.length);
        for (int i = 0; i < buckets.length; i++) {
            writeFirst(out, columns[i], buckets[i]);
        }
        return columns;
    }

    private static void writeFirst(BitWriter out, XorColumn column, double first) {
        column.start(first);
        out.float64(first);
    }

    @Override
    public void writeNext(BitWriter out, NativeHistogram histogram) {
        count.write(out, histogram.count());
        zero.write(out, histogram.zeroCount());
        sum.write(out, histogram.sum());
        if (!histogram.isStale()) {
            writeNext(out, positive, histogram.positiveBuckets());
            writeNext(out, negative, histogram.negativeBuckets());
        }
    }

    private static void writeNext(BitWriter out, XorColumn[] columns, double[] buckets) {
        for (int i = 0; i < buckets.length; i++) {
            columns[i].write(out, buckets[i]);
        }
    }
}
