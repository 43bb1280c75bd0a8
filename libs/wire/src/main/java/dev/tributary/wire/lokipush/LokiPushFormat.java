package dev.tributary.wire.lokipush;

import dev.tributary.wire.mediatype.MediaType;
import org.jspecify.annotations.Nullable;

/** The two forms of a push request. */
public enum LokiPushFormat {
    /** {@code logproto.PushRequest}, compressed as a snappy block. */
    PROTOBUF,
    /** An object with streams, plain or compressed by Content-Encoding. */
    JSON;

    /**
     * The form a Content-Type names; without one it is protobuf, as Loki's agents have it.
     *
     * @throws IllegalArgumentException naming what is not supported (HTTP 415)
     */
    public static LokiPushFormat of(@Nullable String contentType) {
        String type = contentType == null ? "" : MediaType.parse(contentType).type();
        return switch (type) {
            case "", "application/x-protobuf" -> PROTOBUF;
            case "application/json" -> JSON;
            default -> throw new IllegalArgumentException("unsupported content type " + contentType
                    + "; supported are application/x-protobuf and application/json");
        };
    }
}
