package dev.tributary.wire.chunk;

import dev.tributary.model.NativeHistogram;

/** The counts and the sum of the histograms of one chunk, column by column, in one of the two encodings. */
sealed interface HistogramCounts permits WholeCounts, FloatCounts {
    /** Reads the first histogram of a chunk. */
    void readFirst(BitReader in, int positiveBuckets, int negativeBuckets) throws MalformedChunkException;

    /** Reads the next histogram; a stale one has no buckets. */
    void readNext(BitReader in) throws MalformedChunkException;

    double sum();

    /** The histogram read last, in the given layout. */
    NativeHistogram.Builder histogram(HistogramLayout layout);

    void writeFirst(BitWriter out, NativeHistogram histogram);

    /** Writes a histogram of the first one's layout, or a stale one. */
    void writeNext(BitWriter out, NativeHistogram histogram);
}
