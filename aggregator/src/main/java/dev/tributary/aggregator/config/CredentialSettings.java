package dev.tributary.aggregator.config;

import java.util.HexFormat;

import dev.tributary.model.ClusterId;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Secret;
import org.jspecify.annotations.Nullable;

/** One way for a cluster to prove who it is. A cluster may have several, so that a token can be replaced without a gap. */
public record CredentialSettings(
        @Doc("Name of the cluster; the `cluster` label of everything sent with this credential.") ClusterId cluster,
        @Doc("Bearer token that the cluster sends.") @Nullable Secret token,
        @Doc("SHA-256 of the bearer token in hexadecimal, so that this file holds no secret.") @Nullable String tokenSha256,
        @Doc("Common name or DNS name of the client certificate that the cluster shows; needs http.tls_server_config with client_auth_type.") @Nullable String tlsClientName) {
    /** 128 bits in hexadecimal; anything shorter can be guessed. */
    private static final int TOKEN_LENGTH_MIN = 16;

    public CredentialSettings {
        requireOneProof("credential of cluster " + cluster, token, tokenSha256, tlsClientName);
        if (cluster.equals(ClusterId.HUB)) {
            throw new IllegalArgumentException("cluster _hub is the hub itself and has no credential");
        }
    }

    static void requireOneProof(String whose, @Nullable Secret token, @Nullable String tokenSha256,
            @Nullable String tlsClientName) {
        int ways = (token == null ? 0 : 1) + (tokenSha256 == null ? 0 : 1) + (tlsClientName == null ? 0 : 1);
        if (ways != 1) {
            throw new IllegalArgumentException(
                    whose + " needs exactly one of token, token_file, token_sha256 and tls_client_name");
        }
        if (token != null && token.reveal().length() < TOKEN_LENGTH_MIN) {
            throw new IllegalArgumentException("token must have at least " + TOKEN_LENGTH_MIN
                    + " characters; make one with: openssl rand -hex 32");
        }
        if (tokenSha256 != null && !isSha256(tokenSha256)) {
            throw new IllegalArgumentException(
                    "token_sha256 must be 64 hexadecimal digits; make it with: echo -n \"$TOKEN\" | sha256sum");
        }
    }

    private static boolean isSha256(String text) {
        return text.length() == 64 && text.chars().allMatch(HexFormat::isHexDigit);
    }
}
