package dev.tributary.wire.exposition;

import dev.tributary.wire.mediatype.MediaType;

/** Makes the parser for a response by its Content-Type. */
public final class ExpositionParsers {
    private static final String SUPPORTED = "; supported are text/plain (version 0.0.4 or 1.0.0), "
            + "application/openmetrics-text (version 0.0.1 or 1.0.0) and "
            + "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    private ExpositionParsers() {
    }

    /** A parser with Prometheus' default options; see {@link #forContentType(String, ExpositionLimits, ExpositionOptions)}. */
    public static ExpositionParser forContentType(String contentType, ExpositionLimits limits) {
        return forContentType(contentType, limits, ExpositionOptions.DEFAULT);
    }

    /**
     * A parser for one page.
     *
     * @throws IllegalArgumentException naming a content type that is not supported
     */
    public static ExpositionParser forContentType(String contentType, ExpositionLimits limits,
            ExpositionOptions options) {
        MediaType media = MediaType.parse(contentType);
        String version = media.parameter("version", "");
        return switch (media.type()) {
            case "text/plain" -> switch (version) {
                case "", "0.0.4", "1.0.0" -> new TextParser(limits);
                default -> throw unsupported(contentType);
            };
            case "application/openmetrics-text" -> switch (version) {
                case "", "0.0.1", "1.0.0" -> new OpenMetricsParser(limits, options.createdAsStart());
                default -> throw unsupported(contentType);
            };
            case "application/vnd.google.protobuf" -> {
                if (!media.parameter("proto", "").equals("io.prometheus.client.MetricFamily")
                        || !media.parameter("encoding", "").equals("delimited")) {
                    throw unsupported(contentType);
                }
                yield new ProtobufParser(limits, options.classicWithNative());
            }
            default -> throw unsupported(contentType);
        };
    }

    private static IllegalArgumentException unsupported(String contentType) {
        return new IllegalArgumentException("unsupported exposition content type \"" + contentType + "\"" + SUPPORTED);
    }
}
