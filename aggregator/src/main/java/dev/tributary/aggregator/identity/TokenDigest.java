package dev.tributary.aggregator.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a token: all the hub keeps of it. */
final class TokenDigest {
    private final byte[] sha256;

    private TokenDigest(byte[] sha256) {
        this.sha256 = sha256;
    }

    static TokenDigest of(String token) {
        try {
            return new TokenDigest(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static TokenDigest ofHex(String hex) {
        return new TokenDigest(HexFormat.of().parseHex(hex));
    }

    /** Compares in a time that does not depend on where the digests differ. */
    boolean matches(TokenDigest other) {
        return MessageDigest.isEqual(sha256, other.sha256);
    }
}
