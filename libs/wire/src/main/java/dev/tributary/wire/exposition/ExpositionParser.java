package dev.tributary.wire.exposition;

import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A pull parser over a page that arrives in pieces: feed bytes, take entries until it needs more, end it. Memory is bounded
 * by the longest line (or protobuf family), not by the page. What the accessors return is valid until the next call of
 * {@link #next}. One thread, one page.
 */
public interface ExpositionParser {
    /** What {@link #next} met. */
    enum Entry {
        /** Nothing whole is left: feed more or end. */
        NEED_BYTES,
        /** The page is over and was complete by every sign its format has. */
        END,
        /** TYPE, HELP or UNIT of a family changed; see {@link #metadata}. */
        METADATA,
        /** A float sample. */
        SAMPLE,
        /** A native histogram sample. */
        HISTOGRAM
    }

    /** Hands over the next bytes; they are copied where they must outlive the call. */
    void feed(byte[] bytes, int offset, int length);

    /** Says that no bytes follow. A page that is cut makes a later {@link #next} throw. */
    void end();

    /**
     * Moves to the next entry.
     *
     * @throws MalformedExpositionException with line (text) or family (protobuf) where the page is malformed or cut
     */
    Entry next() throws MalformedExpositionException;

    /** Number of the line that the entry stands in, from 1; 0 where the format has no lines. */
    long line();

    /** All labels of the sample, metric name included, sorted by name; an empty value stays visible as such. */
    LabelSlices labels();

    /** The sample's own timestamp in Unix milliseconds; only where {@link #hasTimestamp}. */
    long timestampMillis();

    boolean hasTimestamp();

    /** The float value; NaN always has the normal NaN bits, never the stale marker's. */
    double value();

    @Nullable
    NativeHistogram histogram();

    /** Start timestamp of the sample in Unix milliseconds, 0 where unknown. */
    long startMillis();

    /** Exemplars of this sample; one without own timestamp carries 0. */
    List<Exemplar> exemplars();

    /** The family last described. */
    MetricMetadata metadata();
}
