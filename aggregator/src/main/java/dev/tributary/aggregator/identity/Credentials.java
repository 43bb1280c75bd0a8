package dev.tributary.aggregator.identity;

import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import dev.tributary.aggregator.config.CredentialSettings;
import dev.tributary.model.ClusterId;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** The write credentials in force; replaced as a whole when the configuration or a token's file changes. */
public final class Credentials {
    /** A hub that asks nobody who writes. */
    public static final Credentials NONE = Credentials.of(List.of());

    private final ProofTable<ClusterId> proofs = new ProofTable<>();
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
        for (CredentialSettings one : settings) {
            credentials.clusters.add(one.cluster());
            credentials.proofs.add(one.token(), one.tokenSha256(), one.tlsClientName(), one.cluster());
        }
        return credentials;
    }

    public boolean isEmpty() {
        return clusters.isEmpty();
    }

    /** All clusters that have a credential, in the order of their names. */
    public NavigableSet<ClusterId> clusters() {
        return Collections.unmodifiableNavigableSet(clusters);
    }

    /** The cluster a request's proof stands for, or null. */
    @Nullable
    ClusterId clusterOf(HttpServerRequest request) {
        return proofs.ownerOf(request);
    }
}
