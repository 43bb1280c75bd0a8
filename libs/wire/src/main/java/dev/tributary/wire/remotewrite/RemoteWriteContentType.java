package dev.tributary.wire.remotewrite;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Finds out from a request's headers which message its body holds; whatever it refuses is HTTP 415. */
public final class RemoteWriteContentType {
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
        String[] parts = contentType.split(";", -1);
        if (!parts[0].strip().toLowerCase(Locale.ROOT).equals("application/x-protobuf")) {
            throw new IllegalArgumentException("unsupported content type " + contentType + SUPPORTED);
        }
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].strip().split("=", 2);
            if (pair.length == 2 && pair[0].strip().toLowerCase(Locale.ROOT).equals("proto")) {
                return message(unquoted(pair[1].strip()), contentType);
            }
        }
        return RemoteWriteVersion.V1;
    }

    private static RemoteWriteVersion message(String name, String contentType) {
        return switch (name) {
            case "prometheus.WriteRequest" -> RemoteWriteVersion.V1;
            case "io.prometheus.write.v2.Request" -> RemoteWriteVersion.V2;
            default -> throw new IllegalArgumentException(
                    "unsupported message " + name + " in content type " + contentType + SUPPORTED);
        };
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
