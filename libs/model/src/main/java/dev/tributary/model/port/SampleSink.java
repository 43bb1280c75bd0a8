package dev.tributary.model.port;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;

/**
 * Receives series and their samples in the order a decoder meets them: {@link #series} first, then what belongs to it.
 * Nothing is thrown for data that is merely wrong: it is counted in the report.
 */
public interface SampleSink {
    /**
     * Offers a series by a fingerprint, before its labels are read. Whoever knows which labels have it starts that series and
     * answers true: then {@link #series} is left out. After false, {@link #series} follows with the labels that have this
     * fingerprint. The decoder promises that equal fingerprints mean equal labels, within one process.
     */
    default boolean startKnown(long high, long low) {
        return false;
    }

    /** Starts a series. The slices are only valid during the call; they may be unsorted, the receiver may sort them. */
    void series(LabelSlices labels);

    /** A float of the current series; a stale marker keeps its bits. {@code startMillis} is 0 where unknown. */
    void sample(long timestampMillis, double value, long startMillis);

    /** A native histogram of the current series. */
    void histogram(long timestampMillis, NativeHistogram histogram, long startMillis);

    /** An exemplar of the current series. */
    void exemplar(Exemplar exemplar);

    /** What a metric family says of itself; belongs to no series. */
    void metadata(MetricMetadata metadata);
}
