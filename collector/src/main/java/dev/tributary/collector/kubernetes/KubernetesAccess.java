package dev.tributary.collector.kubernetes;

import java.net.URI;
import java.nio.file.Path;

import dev.tributary.runtime.http.Authorization;
import dev.tributary.runtime.http.BasicAuth;
import dev.tributary.runtime.http.HttpClientSettings;
import dev.tributary.runtime.http.TlsClientSettings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.jspecify.annotations.Nullable;

/** Opens the Kubernetes API. Blocks for files; nothing is connected until something is asked. */
public final class KubernetesAccess {
    private KubernetesAccess() {
    }

    /** The cluster this process runs in, by its service account; outside of one, the user's kubeconfig. */
    public static KubernetesClient ownCluster() {
        return open(Config.autoConfigure(null));
    }

    /**
     * The API these settings name.
     *
     * @param apiServer      null for the own cluster, or what the kubeconfig says
     * @param kubeconfigFile null for none
     */
    public static KubernetesClient of(@Nullable URI apiServer, @Nullable Path kubeconfigFile, HttpClientSettings http) {
        return open(config(apiServer, kubeconfigFile, http));
    }

    /**
     * The same for many answers that go on for long, each by a connection of its own: who reads one slowly holds up that one
     * alone, and no more of it than the connection holds is in memory.
     */
    public static KubernetesClient streaming(@Nullable URI apiServer, @Nullable Path kubeconfigFile,
            HttpClientSettings http) {
        Config config = config(apiServer, kubeconfigFile, http);
        config.setHttp2Disable(true);
        return open(config);
    }

    private static Config config(@Nullable URI apiServer, @Nullable Path kubeconfigFile, HttpClientSettings http) {
        if (kubeconfigFile != null) {
            return Config.fromKubeconfig(kubeconfigFile.toFile());
        }
        return apiServer == null ? Config.autoConfigure(null) : config(apiServer, http);
    }

    private static KubernetesClient open(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static Config config(URI apiServer, HttpClientSettings http) {
        ConfigBuilder config = new ConfigBuilder(Config.empty()).withMasterUrl(apiServer.toString());
        Authorization authorization = http.authorization();
        if (authorization != null) {
            // Asked for each request: the token may stand in a file that is replaced
            config.withOauthTokenProvider(() -> authorization.credentials().reveal());
        }
        BasicAuth basic = http.basicAuth();
        if (basic != null) {
            config.withUsername(basic.username().reveal()).withPassword(basic.password().reveal());
        }
        URI proxy = http.proxyUrl();
        if (proxy != null) {
            config.withHttpProxy(proxy.toString()).withHttpsProxy(proxy.toString())
                    .withNoProxy(http.noProxy().isEmpty() ? new String[0] : http.noProxy().split(","));
        }
        TlsClientSettings tls = http.tlsConfig();
        if (tls != null) {
            config.withTrustCerts(tls.insecureSkipVerify()).withDisableHostnameVerification(tls.insecureSkipVerify())
                    .withCaCertFile(text(tls.caFile())).withClientCertFile(text(tls.certFile()))
                    .withClientKeyFile(text(tls.keyFile()));
        }
        return config.build();
    }

    private static @Nullable String text(@Nullable Path file) {
        return file == null ? null : file.toString();
    }
}
