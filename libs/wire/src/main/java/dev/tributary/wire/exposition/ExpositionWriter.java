package dev.tributary.wire.exposition;

import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;

/**
 * Writes a page family by family, in pieces that the caller takes away as it likes. Labels carry no metric name: that is the
 * family's. One thread, one page.
 */
public sealed interface ExpositionWriter permits TextExpositionWriter, ProtobufExpositionWriter {
    /** The Content-Type of the page. */
    String contentType();

    /** Starts a family. */
    void family(MetricMetadata metadata);

    /** Adds a value to a family whose type is neither histogram nor summary. */
    void sample(Labels labels, double value, SampleExtras extras);

    /** Adds a classic histogram to a family of type histogram or gauge histogram. */
    void histogram(Labels labels, ClassicHistogram histogram, SampleExtras extras);

    /** Adds a native histogram to a family of type histogram or gauge histogram; text has no form for it and omits it. */
    void histogram(Labels labels, NativeHistogram histogram, SampleExtras extras);

    /** Adds a summary to a family of type summary. */
    void summary(Labels labels, ExposedSummary summary, SampleExtras extras);

    /** Bytes ready to be taken, for callers that send in pieces. */
    int size();

    /** Takes what is ready, leaving nothing behind. The page is whole with what the last call gives after {@link #end}. */
    byte[] take();

    /** Ends the page: what is held back becomes ready. */
    void end();
}
