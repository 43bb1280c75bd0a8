package dev.tributary.aggregator.config;

import java.util.List;

import dev.tributary.model.ClusterId;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Secret;
import org.jspecify.annotations.Nullable;

/** One way to prove that somebody may read, and what. */
public record ReadCredentialSettings(@Doc("Who this is, for logs.") String name,
        @Doc("Bearer token, or password of basic authentication.") @Nullable Secret token,
        @Doc("SHA-256 of the token in hexadecimal, so that this file holds no secret.") @Nullable String tokenSha256,
        @Doc("Common name or DNS name of a client certificate.") @Nullable String tlsClientName,
        @Doc("Clusters that may be read; empty means all.") List<ClusterId> clusters,
        @Doc("Further conditions on everything read, like `namespace=~\"team-a-.*\"`; all must hold.") List<LabelCondition> matchers) {
    public ReadCredentialSettings {
        clusters = List.copyOf(clusters);
        matchers = List.copyOf(matchers);
        CredentialSettings.requireOneProof("read credential " + name, token, tokenSha256, tlsClientName);
    }
}
