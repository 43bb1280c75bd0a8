package dev.tributary.wire.exposition;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

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
        String[] parts = contentType.split(";", -1);
        Map<String, String> parameters = parameters(parts);
        String version = parameters.getOrDefault("version", "");
        return switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
            case "text/plain" -> switch (version) {
                case "", "0.0.4", "1.0.0" -> new TextParser(limits);
                default -> throw unsupported(contentType);
            };
            case "application/openmetrics-text" -> switch (version) {
                case "", "0.0.1", "1.0.0" -> new OpenMetricsParser(limits, options.createdAsStart());
                default -> throw unsupported(contentType);
            };
            case "application/vnd.google.protobuf" -> {
                if (!parameters.getOrDefault("proto", "").equals("io.prometheus.client.MetricFamily")
                        || !parameters.getOrDefault("encoding", "").equals("delimited")) {
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

    private static Map<String, String> parameters(String[] parts) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].strip().split("=", 2);
            if (pair.length == 2) {
                String value = pair[1].strip();
                boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
                parameters.put(pair[0].strip().toLowerCase(Locale.ROOT),
                        quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return parameters;
    }
}
