package dev.tributary.aggregator.ingest;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** How a body is packed, named as HTTP's Content-Encoding names it. */
public enum Packing {
    PLAIN, GZIP, DEFLATE, SNAPPY, ZSTD;

    /** What a header names: plain without one, null for a name that is not known. */
    public static @Nullable Packing of(@Nullable String contentEncoding) {
        return switch (contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> PLAIN;
            case "gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            case "snappy" -> SNAPPY;
            case "zstd" -> ZSTD;
            default -> null;
        };
    }
}
