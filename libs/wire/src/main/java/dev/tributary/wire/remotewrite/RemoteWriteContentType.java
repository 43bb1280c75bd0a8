package dev.tributary.wire.remotewrite;

import dev.tributary.wire.mediatype.MediaType;
import org.jspecify.annotations.Nullable;

/** Finds out from a request's headers which message its body holds; whatever it refuses is HTTP 415. */
public final class RemoteWriteContentType {
    private static final String V1_MESSAGE = "prometheus.WriteRequest";
    private static final String SUPPORTED = "; supported are application/x-protobuf;proto=prometheus.WriteRequest (1.0) and "
            + "application/x-protobuf;proto=io.prometheus.write.v2.Request (2.0)";

    private RemoteWriteContentType() {
    }

    /**
     * The version a Content-Type names. No header and a bare {@code application/x-protobuf} mean 1.0, as its senders have it.
     *
     * @throws IllegalArgumentException naming what is not supported
     */
    public static RemoteWriteVersion parse(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return RemoteWriteVersion.V1;
        }
        MediaType media = MediaType.parse(contentType);
        if (!media.type().equals("application/x-protobuf")) {
            throw new IllegalArgumentException("unsupported content type " + contentType + SUPPORTED);
        }
        return message(media.parameter("proto", V1_MESSAGE), contentType);
    }

    private static RemoteWriteVersion message(String name, String contentType) {
        return switch (name) {
            case V1_MESSAGE -> RemoteWriteVersion.V1;
            case "io.prometheus.write.v2.Request" -> RemoteWriteVersion.V2;
            default -> throw new IllegalArgumentException(
                    "unsupported message " + name + " in content type " + contentType + SUPPORTED);
        };
    }
}
