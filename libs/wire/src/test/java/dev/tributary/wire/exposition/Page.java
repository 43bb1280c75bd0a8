package dev.tributary.wire.exposition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.tributary.model.Exemplar;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import org.jspecify.annotations.Nullable;

/** Parses whole pages in tests and writes each entry as one readable line. */
final class Page {
    static final String TEXT = "text/plain; version=0.0.4";
    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    static final String PROTOBUF = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; "
            + "encoding=delimited";

    private Page() {
    }

    static List<String> text(String page) throws MalformedExpositionException {
        return parse(parser(TEXT), page.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> openMetrics(String page) throws MalformedExpositionException {
        return parse(parser(OPEN_METRICS), page.getBytes(StandardCharsets.UTF_8));
    }

    static ExpositionParser parser(String contentType) {
        return ExpositionParsers.forContentType(contentType, ExpositionLimits.DEFAULT);
    }

    static List<String> parse(ExpositionParser parser, byte[] page) throws MalformedExpositionException {
        parser.feed(page, 0, page.length);
        parser.end();
        List<String> entries = new ArrayList<>();
        drain(parser, entries);
        return entries;
    }

    /** Feeds in pieces of random size, now and then before all entries were taken. */
    static List<String> parseInPieces(ExpositionParser parser, byte[] page, RandomGenerator random)
            throws MalformedExpositionException {
        List<String> entries = new ArrayList<>();
        int sizeMax = random.nextInt(1, 400);
        for (int at = 0; at < page.length;) {
            int size = Math.min(page.length - at, random.nextInt(1, sizeMax + 1));
            parser.feed(page, at, size);
            at += size;
            while (random.nextInt(5) > 0) {
                ExpositionParser.Entry entry = parser.next();
                if (entry == ExpositionParser.Entry.NEED_BYTES) {
                    break;
                }
                if (at < page.length && random.nextInt(5) == 0) {
                    parser.feed(page, at, 1);
                    at++;
                }
                entries.add(line(parser, entry));
            }
        }
        parser.end();
        drain(parser, entries);
        return entries;
    }

    private static void drain(ExpositionParser parser, List<String> entries) throws MalformedExpositionException {
        for (ExpositionParser.Entry entry = parser.next(); entry != ExpositionParser.Entry.END; entry = parser.next()) {
            entries.add(line(parser, entry));
        }
    }

    private static String line(ExpositionParser parser, ExpositionParser.Entry entry) {
        return switch (entry) {
            case SAMPLE -> sample(parser) + number(parser.value()) + extras(parser);
            case HISTOGRAM -> sample(parser) + histogram(parser.histogram()) + extras(parser);
            case METADATA -> metadata(parser.metadata());
            case NEED_BYTES, END -> throw new IllegalStateException("no entry: " + entry);
        };
    }

    private static String sample(ExpositionParser parser) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < parser.labels().size(); i++) {
            out.append(i > 0 ? "," : "").append(parser.labels().name(i)).append('=').append(parser.labels().value(i));
        }
        return out.append(' ').toString();
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return Double.doubleToRawLongBits(value) == StaleMarker.NORMAL_NAN_BITS ? "NaN" : "a NaN of other bits";
        }
        return String.valueOf(value);
    }

    private static String histogram(@Nullable NativeHistogram histogram) {
        return String.valueOf(histogram);
    }

    private static String extras(ExpositionParser parser) {
        StringBuilder out = new StringBuilder();
        if (parser.hasTimestamp()) {
            out.append(" @").append(parser.timestampMillis());
        }
        if (parser.startMillis() != 0) {
            out.append(" start ").append(parser.startMillis());
        }
        for (Exemplar exemplar : parser.exemplars()) {
            out.append(" # ").append(exemplar.labels()).append(' ').append(exemplar.value()).append(" @")
                    .append(exemplar.timestampMillis());
        }
        return out.toString();
    }

    private static String metadata(MetricMetadata metadata) {
        return metadata.family() + " is " + metadata.type().text()
                + (metadata.help().isEmpty() ? "" : " help=" + metadata.help())
                + (metadata.unit().isEmpty() ? "" : " unit=" + metadata.unit());
    }
}
