package dev.tributary.aggregator.identity;

import java.util.List;

import dev.tributary.aggregator.config.ReadCredentialSettings;
import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Finds out what a request may read. Without read credentials everybody may read everything, as with Prometheus. */
public final class ReadAuthenticator {
    private final Refusals refusals;
    private volatile @Nullable ProofTable<ReadPolicy> proofs;

    /** @throws IllegalArgumentException when one token or certificate name stands for two readers */
    public ReadAuthenticator(List<ReadCredentialSettings> settings, Refusals refusals) {
        this.refusals = refusals;
        proofs = table(settings);
    }

    /** Puts other credentials in force for all requests from now on. */
    public void replace(List<ReadCredentialSettings> settings) {
        proofs = table(settings);
    }

    private static @Nullable ProofTable<ReadPolicy> table(List<ReadCredentialSettings> settings) {
        if (settings.isEmpty()) {
            return null;
        }
        ProofTable<ReadPolicy> table = new ProofTable<>();
        for (ReadCredentialSettings one : settings) {
            table.add(one.token(), one.tokenSha256(), one.tlsClientName(), ReadPolicy.of(one));
        }
        return table;
    }

    /**
     * What a request may read.
     *
     * @throws HttpFailure 401 without a usable credential
     */
    public ReadPolicy policyOf(HttpServerRequest request) {
        ProofTable<ReadPolicy> known = proofs;
        if (known == null) {
            return ReadPolicy.EVERYTHING;
        }
        ReadPolicy policy = known.ownerOf(request);
        if (policy == null) {
            throw refusals.unauthorized(request, "read", "reader");
        }
        return policy;
    }

    /**
     * Lets only readers pass who may see everything, for pages that no matcher can narrow.
     *
     * @throws HttpFailure 401 without a usable credential, 403 for a reader who may see only a part
     */
    public void requireEverything(HttpServerRequest request) {
        ReadPolicy policy = policyOf(request);
        if (!policy.seesEverything()) {
            throw refusals.insufficient(request, "read",
                    "reader " + policy.name() + " sees a part of the data only, and this page shows all of it");
        }
    }
}
