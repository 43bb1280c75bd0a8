package dev.tributary.aggregator.identity;

import dev.tributary.model.ClusterId;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.http.HttpServerRequest;

/**
 * Finds out in whose name a request writes. With credentials: the cluster that the token or the verified client certificate
 * stands for, and nothing the request says can change it. Without any: the data's own {@code cluster} label, else the
 * {@code X-Tributary-Cluster} header, else {@code default}.
 */
public final class Authenticator {
    /** Names the cluster of data without a {@code cluster} label on a hub without credentials. */
    public static final String CLUSTER_HEADER = "X-Tributary-Cluster";

    /** Where data goes that names no cluster on a hub without credentials. */
    public static final ClusterId DEFAULT_CLUSTER = ClusterId.UNNAMED;

    private final Refusals refusals;
    private volatile Credentials credentials;

    public Authenticator(Credentials credentials, Refusals refusals) {
        this.credentials = credentials;
        this.refusals = refusals;
    }

    /** Puts other credentials in force for all requests from now on. */
    public void replace(Credentials others) {
        credentials = others;
    }

    public Credentials credentials() {
        return credentials;
    }

    /**
     * In whose name a request writes.
     *
     * @throws HttpFailure 401 without a usable credential, 400 when the cluster header names no cluster
     */
    public WriterIdentity identify(HttpServerRequest request) {
        Credentials known = credentials;
        if (known.isEmpty()) {
            return new WriterIdentity(clusterOfHeader(request), true);
        }
        ClusterId cluster = known.clusterOf(request);
        if (cluster == null) {
            throw refusals.unauthorized(request, "write", "cluster");
        }
        return new WriterIdentity(cluster, false);
    }

    private static ClusterId clusterOfHeader(HttpServerRequest request) {
        String name = request.getHeader(CLUSTER_HEADER);
        if (name == null) {
            return DEFAULT_CLUSTER;
        }
        try {
            ClusterId cluster = new ClusterId(name);
            if (!cluster.equals(ClusterId.HUB)) {
                return cluster;
            }
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(400, "header " + CLUSTER_HEADER + ": " + e.getMessage());
        }
        throw new HttpFailure(400, "header " + CLUSTER_HEADER + ": " + name + " is reserved for the hub itself");
    }
}
