package dev.tributary.collector.page;

import dev.tributary.model.MetricMetadata;
import dev.tributary.wire.exposition.ExpositionLimits;
import dev.tributary.wire.exposition.ExpositionParser;
import dev.tributary.wire.exposition.ExpositionParsers;
import dev.tributary.wire.exposition.MalformedExpositionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page as its bytes arrive: decompresses, parses, hands samples to the intake. Holds no more of the page than the
 * parser's current entry. One thread.
 */
public final class PageReader implements AutoCloseable {
    /** What a page says of its families. */
    public interface MetadataSink {
        void accept(MetricMetadata metadata);
    }

    private final PageIntake intake;
    private final PageLimits limits;
    private final MetadataSink metadata;
    private final boolean nativeHistograms;
    private final ExpositionParser parser;
    private final @Nullable Gunzip gunzip;

    /**
     * Prepares for a page.
     *
     * @param contentType     of the answer
     * @param contentEncoding of the answer, empty for none
     * @throws PageFaultException when either is not known
     */
    public PageReader(String contentType, String contentEncoding, PageIntake intake, PageLimits limits,
            PageFormat format, MetadataSink metadata) throws PageFaultException {
        this.intake = intake;
        this.limits = limits;
        this.metadata = metadata;
        nativeHistograms = format.nativeHistograms();
        parser = parser(contentType, format);
        gunzip = switch (contentEncoding) {
            case "", "identity" -> null;
            case "gzip", "x-gzip" -> new Gunzip((bytes, length) -> plain(bytes, 0, length));
            default -> throw new PageFaultException(FaultKind.CONTENT_TYPE,
                    "content encoding '" + contentEncoding + "' was not asked for");
        };
    }

    private static ExpositionParser parser(String contentType, PageFormat format) throws PageFaultException {
        try {
            return ExpositionParsers.forContentType(contentType, ExpositionLimits.DEFAULT, format.options());
        } catch (IllegalArgumentException e) {
            if (!format.fallbackContentType().isEmpty()) {
                return ExpositionParsers.forContentType(format.fallbackContentType(), ExpositionLimits.DEFAULT,
                        format.options());
            }
            throw new PageFaultException(FaultKind.CONTENT_TYPE, String.valueOf(e.getMessage()));
        }
    }

    /** Takes the next bytes of the answer's body. */
    public void feed(byte[] bytes, int offset, int length) throws PageFaultException {
        if (gunzip == null) {
            plain(bytes, offset, length);
        } else {
            gunzip.feed(bytes, offset, length);
        }
    }

    private void plain(byte[] bytes, int offset, int length) throws PageFaultException {
        PageCounts counts = intake.counts();
        counts.bytes += length;
        if (limits.bodyBytesMax() > 0 && counts.bytes > limits.bodyBytesMax()) {
            throw new PageFaultException(FaultKind.BODY_LIMIT,
                    "the body is longer than the body_size_limit of " + limits.bodyBytesMax() + " bytes");
        }
        parser.feed(bytes, offset, length);
        drain();
    }

    private boolean drain() throws PageFaultException {
        try {
            while (true) {
                switch (parser.next()) {
                    case NEED_BYTES -> {
                        return false;
                    }
                    case END -> {
                        return true;
                    }
                    case METADATA -> metadata.accept(parser.metadata());
                    case SAMPLE -> intake.take(parser, null);
                    case HISTOGRAM -> {
                        if (nativeHistograms) {
                            intake.take(parser, parser.histogram());
                        }
                    }
                }
            }
        } catch (MalformedExpositionException e) {
            throw new PageFaultException(e.isCut() ? FaultKind.CUT : FaultKind.MALFORMED,
                    String.valueOf(e.getMessage()));
        }
    }

    /**
     * Says that the body is over.
     *
     * @throws PageFaultException when it ended before its end, by what compression and format tell
     */
    public void end() throws PageFaultException {
        if (gunzip != null) {
            gunzip.end();
        }
        parser.end();
        if (!drain()) {
            throw new PageFaultException(FaultKind.CUT, "the page ends inside an entry");
        }
    }

    /** Frees native memory. */
    @Override
    public void close() {
        if (gunzip != null) {
            gunzip.close();
        }
    }
}
