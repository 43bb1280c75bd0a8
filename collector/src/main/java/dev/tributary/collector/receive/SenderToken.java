package dev.tributary.collector.receive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import dev.tributary.collector.config.ReceiveSettings;
import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.http.HttpServerRequest;

/** Whether a sender may write: by one of the tokens, where there are any. */
final class SenderToken {
    private static final String BEARER = "Bearer ";

    private SenderToken() {
    }

    /** @throws HttpFailure with status 401 when the sender shows none of the tokens */
    static void require(HttpServerRequest request, ReceiveSettings settings) {
        if (settings.tokens().isEmpty()) {
            return;
        }
        String header = request.getHeader("Authorization");
        byte[] shown = header == null || !header.startsWith(BEARER)
                ? new byte[0]
                : header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (ReceiveSettings.ReceiveToken token : settings.tokens()) {
            known |= MessageDigest.isEqual(shown, token.token().reveal().getBytes(StandardCharsets.UTF_8));
        }
        if (!known) {
            throw new HttpFailure(401, "a bearer token of receive.tokens is needed");
        }
    }
}
