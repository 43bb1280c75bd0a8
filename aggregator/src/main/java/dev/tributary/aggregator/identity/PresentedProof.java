package dev.tributary.aggregator.identity;

import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** What a request brings to say who sent it. */
final class PresentedProof {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private PresentedProof() {
    }

    /** The bearer token, or the password of basic authentication, whose user name does not matter; null without either. */
    static @Nullable String token(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return null;
        }
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return header.substring(BEARER.length()).strip();
        }
        return header.regionMatches(true, 0, BASIC, 0, BASIC.length())
                ? password(header.substring(BASIC.length()))
                : null;
    }

    private static @Nullable String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException e) {
            // Not Base64: no password in it
            return null;
        }
    }

    /** The names of the verified client certificate, empty without one. */
    static List<String> certificateNames(HttpServerRequest request) {
        if (!request.isSSL()) {
            return List.of();
        }
        try {
            List<Certificate> chain = request.connection().peerCertificates();
            return chain.isEmpty() ? List.of() : CertificateNames.of(chain.getFirst());
        } catch (SSLPeerUnverifiedException e) {
            // The client showed no certificate; a token may still be there
            return List.of();
        }
    }
}
