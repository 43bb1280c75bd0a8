package dev.tributary.aggregator.identity;

import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLPeerUnverifiedException;

import dev.tributary.model.ClusterId;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.runtime.http.HttpFailure;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds out in whose name a request writes. With credentials: the cluster that the bearer token or the verified client
 * certificate stands for, and nothing the request says can change it. Without any: the data's own {@code cluster} label, else
 * the {@code X-Tributary-Cluster} header, else {@code default}.
 */
public final class Authenticator {
    /** Names the cluster of data without a {@code cluster} label on a hub without credentials. */
    public static final String CLUSTER_HEADER = "X-Tributary-Cluster";

    /** Where data goes that names no cluster on a hub without credentials. */
    public static final ClusterId DEFAULT_CLUSTER = new ClusterId("default");

    private static final String BEARER = "Bearer ";

    private final AtomicReference<Credentials> credentials;
    private final AuditLog audit;
    private final Counter refusals;

    public Authenticator(Credentials credentials, AuditLog audit, PrometheusRegistry registry) {
        this.credentials = new AtomicReference<>(credentials);
        this.audit = audit;
        refusals = Counter.builder().name("tributary_auth_refusals_total")
                .help("Write requests refused for their credential.").labelNames("reason").register(registry);
        for (String reason : List.of("none", "unknown")) {
            refusals.initLabelValues(reason);
        }
    }

    /** Puts other credentials in force for all requests from now on. */
    public void replace(Credentials others) {
        credentials.set(others);
    }

    public Credentials credentials() {
        return credentials.get();
    }

    /**
     * In whose name a request writes.
     *
     * @throws HttpFailure 401 without a usable credential, 400 when the cluster header names no cluster
     */
    public WriterIdentity identify(HttpServerRequest request) {
        Credentials known = credentials.get();
        if (known.isEmpty()) {
            return new WriterIdentity(clusterOfHeader(request), true);
        }
        ClusterId byCertificate = known.knowsTlsClients() ? clusterOfCertificate(known, request) : null;
        if (byCertificate != null) {
            return new WriterIdentity(byCertificate, false);
        }
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw refuse(request, "none", "no credential: send 'Authorization: Bearer <token of your cluster>'");
        }
        ClusterId byToken = known.clusterOfToken(header.substring(BEARER.length()).strip());
        if (byToken == null) {
            throw refuse(request, "unknown", "the bearer token belongs to no cluster");
        }
        return new WriterIdentity(byToken, false);
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

    private static @Nullable ClusterId clusterOfCertificate(Credentials known, HttpServerRequest request) {
        try {
            List<Certificate> chain = request.connection().isSsl()
                    ? request.connection().peerCertificates()
                    : List.of();
            if (chain.isEmpty()) {
                return null;
            }
            for (String name : CertificateNames.of(chain.getFirst())) {
                ClusterId cluster = known.clusterOfTlsClient(name);
                if (cluster != null) {
                    return cluster;
                }
            }
            return null;
        } catch (SSLPeerUnverifiedException e) {
            // The client showed no certificate; a token may still follow
            return null;
        }
    }

    private HttpFailure refuse(HttpServerRequest request, String reason, String message) {
        refusals.labelValues(reason).inc();
        audit.refused(String.valueOf(request.remoteAddress()), String.valueOf(request.path()), message);
        return new HttpFailure(401, message);
    }
}
