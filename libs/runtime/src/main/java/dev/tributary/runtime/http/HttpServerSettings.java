package dev.tributary.runtime.http;

import java.time.Duration;

import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import org.jspecify.annotations.Nullable;

/** How a role serves HTTP. */
public record HttpServerSettings(
        @Doc("Address and port; `:9060` means all interfaces. Absent: loopback, port 9060 for the hub and 9061 for the collector.") @Nullable ListenAddress listen,
        @Doc("Serve HTTPS with these files. Absent: plain HTTP.") @Nullable TlsServerSettings tlsServerConfig,
        @Default("5m") @Doc("A connection without traffic for this long is closed, and so is one on which no request is begun, or on which one has not come whole, for this long, however slowly bytes come.") Duration idleTimeout,
        @Default("2048") @Doc("Connections at a time; further ones are closed at once.") int connectionsMax,
        @Default("64KiB") @Doc("Longest request line; bounds queries sent by GET.") ByteSize requestLineMax,
        @Default("32KiB") @Doc("Most bytes of all headers of a request.") ByteSize headersMax,
        @Default("true") @Doc("Compress answers when the client accepts it.") boolean compression,
        @Default("false") @Doc("Log every request at level info.") boolean accessLog) {
    public HttpServerSettings {
        if (!idleTimeout.isPositive()) {
            throw new IllegalArgumentException("idle_timeout must be longer than 0");
        }
        if (connectionsMax < 1) {
            throw new IllegalArgumentException("connections_max must be at least 1, is " + connectionsMax);
        }
        requireRange("request_line_max", requestLineMax);
        requireRange("headers_max", headersMax);
    }

    private static void requireRange(String key, ByteSize size) {
        if (size.bytes() < 1024 || size.bytes() > 16 << 20) {
            throw new IllegalArgumentException(key + " must be between 1KiB and 16MiB, is " + size);
        }
    }

    /** The address from the file, or the role's own. */
    public ListenAddress listenOr(ListenAddress standard) {
        return listen == null ? standard : listen;
    }
}
