package dev.tributary.queryapi.testing;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** What a server answered. */
public final class HttpAnswer {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] bytes;

    HttpAnswer(int status, HttpHeaders headers, byte[] bytes) {
        this.status = status;
        this.headers = headers;
        this.bytes = bytes;
    }

    public int status() {
        return status;
    }

    /** All values of a header, or the empty text. */
    public String header(String name) {
        return String.join(", ", headers.allValues(name));
    }

    public byte[] bytes() {
        return bytes;
    }

    public String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
