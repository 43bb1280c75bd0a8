package dev.tributary.wire.chunk;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import dev.tributary.wire.protobuf.ProtoReader;

/**
 * Counts of integer histograms. {@code first := count:varbit-unsigned zero:varbit-unsigned sum:f64 bucket:varbit*},
 * {@code next := count zero sum:xor bucket*} with whole columns; a bucket is the difference to its neighbour before.
 */
final class WholeCounts implements HistogramCounts {
    private final WholeColumn count = new WholeColumn();
    private final WholeColumn zero = new WholeColumn();
    private final XorColumn sum = new XorColumn();
    private WholeColumn[] positive = {};
    private WholeColumn[] negative = {};

    @Override
    public void readFirst(BitReader in, int positiveBuckets, int negativeBuckets) throws MalformedChunkException {
        count.start(in.varbitUnsigned());
        zero.start(in.varbitUnsigned());
        sum.start(in.float64());
        positive = readFirst(in, positiveBuckets);
        negative = readFirst(in, negativeBuckets);
    }

    private static WholeColumn[] readFirst(BitReader in, int buckets) throws MalformedChunkException {
        WholeColumn[] columns = columns(buckets);
        for (WholeColumn column : columns) {
            column.start(in.varbit());
        }
        return columns;
    }

    private static WholeColumn[] columns(int buckets) {
        WholeColumn[] columns = new WholeColumn[buckets];
        for (int i = 0; i < buckets; i++) {
            columns[i] = new WholeColumn();
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
        for (WholeColumn bucket : positive) {
            bucket.read(in);
        }
        for (WholeColumn bucket : negative) {
            bucket.read(in);
        }
    }

    @Override
    public double sum() {
        return sum.value();
    }

    @Override
    public NativeHistogram.Builder histogram(HistogramLayout layout) {
        return layout.histogram().integer(true).count(ProtoReader.unsignedToDouble(count.value())).sum(sum.value())
                .zero(layout.zeroThreshold(), ProtoReader.unsignedToDouble(zero.value()))
                .positive(layout.positiveSpans(), absolute(positive))
                .negative(layout.negativeSpans(), absolute(negative));
    }

    private static double[] absolute(WholeColumn[] columns) {
        double[] counts = new double[columns.length];
        long running = 0;
        for (int i = 0; i < counts.length; i++) {
            running += columns[i].value();
            counts[i] = running;
        }
        return counts;
    }

    @Override
    public void writeFirst(BitWriter out, NativeHistogram histogram) {
        count.start((long) histogram.count());
        zero.start((long) histogram.zeroCount());
        sum.start(histogram.sum());
        out.varbitUnsigned(count.value());
        out.varbitUnsigned(zero.value());
        out.float64(sum.value());
        positive = writeFirst(out, histogram.positiveBuckets());
        negative = writeFirst(out, histogram.negativeBuckets());
    }

    private static WholeColumn[] writeFirst(BitWriter out, double[] buckets) {
        WholeColumn[] columns = columns(buckets.length);
        long before = 0;
        for (int i = 0; i < buckets.length; i++) {
            columns[i].start((long) buckets[i] - before);
            out.varbit(columns[i].value());
            before = (long) buckets[i];
        }
        return columns;
    }

    @Override
    public void writeNext(BitWriter out, NativeHistogram histogram) {
        if (histogram.isStale()) {
            // Counts say nothing here, so they go on as before.
            out.varbit(0);
            out.varbit(0);
            sum.write(out, histogram.sum());
            return;
        }
        count.write(out, (long) histogram.count());
        zero.write(out, (long) histogram.zeroCount());
        sum.write(out, histogram.sum());
        writeNext(out, positive, histogram.positiveBuckets());
        writeNext(out, negative, histogram.negativeBuckets());
    }

    private static void writeNext(BitWriter out, WholeColumn[] columns, double[] buckets) {
        long before = 0;
        for (int i = 0; i < buckets.length; i++) {
            columns[i].write(out, (long) buckets[i] - before);
            before = (long) buckets[i];
        }
    }
}
