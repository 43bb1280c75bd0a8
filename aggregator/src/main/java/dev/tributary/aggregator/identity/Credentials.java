package dev.tributary.aggregator.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

import dev.tributary.aggregator.config.CredentialSettings;
import dev.tributary.model.ClusterId;
import dev.tributary.runtime.config.Secret;
import org.jspecify.annotations.Nullable;

/** The credentials in force, made from configuration; replaced as a whole when that or a token's file changes. */
public final class Credentials {
    /** A hub that asks nobody who they are. */
    public static final Credentials NONE = Credentials.of(List.of());

    private record Token(TokenDigest digest, ClusterId cluster) {
    }

    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, ClusterId> tlsClients = new HashMap<>();
    private final NavigableSet<ClusterId> clusters = new TreeSet<>();

    private Credentials() {
    }

    /**
     * Takes the settings over; reads token files.
     *
     * @throws IllegalArgumentException when one token or certificate name stands for two clusters
     */
    public static Credentials of(List<CredentialSettings> settings) {
        Credentials credentials = new Credentials();
        settings.forEach(credentials::add);
        return credentials;
    }

    private void add(CredentialSettings credential) {
        ClusterId cluster = credential.cluster();
        clusters.add(cluster);
        Secret token = credential.token();
        if (token != null) {
            add(TokenDigest.of(token.reveal()), cluster);
        }
        String sha256 = credential.tokenSha256();
        if (sha256 != null) {
            add(TokenDigest.ofHex(sha256), cluster);
        }
        String tlsClient = credential.tlsClientName();
        if (tlsClient != null) {
            requireSame(tlsClients.putIfAbsent(tlsClient, cluster), cluster, "tls_client_name " + tlsClient);
        }
    }

    private void add(TokenDigest digest, ClusterId cluster) {
        requireSame(ownerOf(digest), cluster, "one token");
        tokens.add(new Token(digest, cluster));
    }

    private static void requireSame(@Nullable ClusterId known, ClusterId cluster, String what) {
        if (known != null && !known.equals(cluster)) {
            throw new IllegalArgumentException(
                    "credentials: " + what + " stands for two clusters, " + known + " and " + cluster);
        }
    }

    public boolean isEmpty() {
        return clusters.isEmpty();
    }

    /** All clusters that have a credential, in the order of their names. */
    public NavigableSet<ClusterId> clusters() {
        return Collections.unmodifiableNavigableSet(clusters);
    }

    /** The cluster a token stands for, or null. Looks at all tokens, so that the time tells nothing. */
    @Nullable
    ClusterId clusterOfToken(String presented) {
        return ownerOf(TokenDigest.of(presented));
    }

    private @Nullable ClusterId ownerOf(TokenDigest digest) {
        ClusterId owner = null;
        for (Token token : tokens) {
            if (token.digest().matches(digest)) {
                owner = token.cluster();
            }
        }
        return owner;
    }

    /** The cluster a name of a verified client certificate stands for, or null. */
    @Nullable
    ClusterId clusterOfTlsClient(String name) {
        return tlsClients.get(name);
    }

    boolean knowsTlsClients() {
        return !tlsClients.isEmpty();
    }
}
