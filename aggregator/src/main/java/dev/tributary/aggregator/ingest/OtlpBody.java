package dev.tributary.aggregator.ingest;

import dev.tributary.wire.mediatype.MediaType;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * How the body of an OTLP request over HTTP is written, the same for each signal.
 *
 * @param json    JSON; otherwise protobuf
 * @param packing how it is packed
 */
public record OtlpBody(boolean json, Packing packing) {
    /** Media type of the binary form. */
    public static final String PROTOBUF = "application/x-protobuf";
    /** Media type of the form in JSON. */
    public static final String JSON = "application/json";

    /** Reads the headers; a form or packing that OTLP does not have is refused with 415. */
    public static OtlpBody of(HttpServerRequest request) throws RefusedWrite {
        String type = mediaType(request);
        if (!type.equals(PROTOBUF) && !type.equals(JSON)) {
            throw new RefusedWrite(RefusalReason.UNSUPPORTED, 415, "unsupported content type "
                    + request.getHeader("Content-Type") + "; supported are " + PROTOBUF + " and " + JSON);
        }
        return new OtlpBody(type.equals(JSON), packing(request.getHeader("Content-Encoding")));
    }

    /** True when a request says that it is in JSON: then so is the answer, a refusal as well. */
    public static boolean isJson(HttpServerRequest request) {
        return mediaType(request).equals(JSON);
    }

    private static String mediaType(HttpServerRequest request) {
        String contentType = request.getHeader("Content-Type");
        return contentType == null ? "" : MediaType.parse(contentType).type();
    }

    private static Packing packing(@Nullable String encoding) throws RefusedWrite {
        Packing packing = Packing.of(encoding);
        if (packing == null || packing == Packing.DEFLATE) {
            throw new RefusedWrite(RefusalReason.UNSUPPORTED, 415,
                    "unsupported content encoding " + encoding + "; supported are gzip, snappy and zstd");
        }
        return packing;
    }
}
