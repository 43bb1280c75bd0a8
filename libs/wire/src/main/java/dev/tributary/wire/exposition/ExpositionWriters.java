package dev.tributary.wire.exposition;

import dev.tributary.model.text.EscapingScheme;
import dev.tributary.wire.mediatype.MediaType;
import org.jspecify.annotations.Nullable;

/** Picks the format of a page by what the client accepts. */
public final class ExpositionWriters {
    private ExpositionWriters() {
    }

    /**
     * The writer for a request: delimited protobuf or text 0.0.4, whichever the client likes better, text when it likes
     * neither. Without an {@code escaping} parameter names that are not plain get underscores.
     */
    public static ExpositionWriter forAccept(@Nullable String accept) {
        double best = 0;
        ExpositionWriter writer = new TextExpositionWriter(EscapingScheme.UNDERSCORES);
        for (String item : accept == null ? new String[0] : accept.split(",")) {
            MediaType media = MediaType.parse(item);
            double quality = quality(media.parameter("q", "1"));
            ExpositionWriter offered = quality > best ? writer(media) : null;
            if (offered != null) {
                best = quality;
                writer = offered;
            }
        }
        return writer;
    }

    private static @Nullable ExpositionWriter writer(MediaType media) {
        EscapingScheme escaping = EscapingScheme.of(media.parameter("escaping", ""))
                .orElse(EscapingScheme.UNDERSCORES);
        String version = media.parameter("version", "0.0.4");
        return switch (media.type()) {
            case "text/plain", "text/*", "*/*" -> version.equals("0.0.4") || version.equals("1.0.0")
                    ? new TextExpositionWriter(escaping)
                    : null;
            case "application/vnd.google.protobuf" -> media.parameter("encoding", "").equals("delimited")
                    && media.parameter("proto", "").equals("io.prometheus.client.MetricFamily")
                            ? new ProtobufExpositionWriter(escaping)
                            : null;
            default -> null;
        };
    }

    private static double quality(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            // A weight nobody can read gives the item none.
            return 0;
        }
    }
}
