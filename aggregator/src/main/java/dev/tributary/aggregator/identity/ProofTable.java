package dev.tributary.aggregator.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.runtime.config.Secret;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Which token or certificate name stands for whom. Filled once, then read by several threads. */
final class ProofTable<T> {
    private record Token<T>(TokenDigest digest, T owner) {
    }

    private final List<Token<T>> tokens = new ArrayList<>();
    private final Map<String, T> tlsClients = new HashMap<>();

    /**
     * Takes the one proof that is given; reads token files.
     *
     * @throws IllegalArgumentException when it stands for somebody else already
     */
    void add(@Nullable Secret token, @Nullable String sha256, @Nullable String tlsClient, T owner) {
        if (token != null) {
            add(TokenDigest.of(token.reveal()), owner);
        }
        if (sha256 != null) {
            add(TokenDigest.ofHex(sha256), owner);
        }
        if (tlsClient != null) {
            requireSame(tlsClients.putIfAbsent(tlsClient, owner), owner, "tls_client_name " + tlsClient);
        }
    }

    private void add(TokenDigest digest, T owner) {
        requireSame(ownerOf(digest), owner, "one token");
        tokens.add(new Token<>(digest, owner));
    }

    private void requireSame(@Nullable T known, T owner, String what) {
        if (known != null && !known.equals(owner)) {
            throw new IllegalArgumentException(what + " stands for two, " + known + " and " + owner);
        }
    }

    /** Whom a token stands for, or null. Looks at all tokens, so that the time tells nothing. */
    @Nullable
    T ownerOfToken(String presented) {
        return ownerOf(TokenDigest.of(presented));
    }

    private @Nullable T ownerOf(TokenDigest digest) {
        T owner = null;
        for (Token<T> token : tokens) {
            if (token.digest().matches(digest)) {
                owner = token.owner();
            }
        }
        return owner;
    }

    /** Whom a name of a verified client certificate stands for, or null. */
    @Nullable
    T ownerOfTlsClient(String name) {
        return tlsClients.get(name);
    }

    /** Whom a request's certificate or token stands for, or null. A known certificate goes before a token. */
    @Nullable
    T ownerOf(HttpServerRequest request) {
        if (!tlsClients.isEmpty()) {
            for (String name : PresentedProof.certificateNames(request)) {
                T owner = tlsClients.get(name);
                if (owner != null) {
                    return owner;
                }
            }
        }
        String token = PresentedProof.token(request);
        return token == null ? null : ownerOfToken(token);
    }
}
