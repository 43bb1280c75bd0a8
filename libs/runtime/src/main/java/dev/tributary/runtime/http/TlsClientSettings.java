package dev.tributary.runtime.http;

import java.nio.file.Path;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import org.jspecify.annotations.Nullable;

/** TLS of a client, in the words of Prometheus' tls_config. All files are PEM. */
public record TlsClientSettings(
        @Doc("Authorities that sign the server's certificate. Absent: the ones the JDK trusts.") @Nullable Path caFile,
        @Doc("Certificate to show to the server.") @Nullable Path certFile,
        @Doc("Private key of cert_file.") @Nullable Path keyFile,
        @Doc("Name the server's certificate must carry. Absent: the URL's host.") @Nullable String serverName,
        @Default("false") @Doc("Trust any server. Whoever sits between can then read and change everything.") boolean insecureSkipVerify,
        @Default("TLS12") @Doc("Oldest TLS version accepted.") TlsVersion minVersion) {
    /** What an absent tls_config means. */
    static final TlsClientSettings DEFAULT = new TlsClientSettings(null, null, null, null, false, TlsVersion.TLS12);

    public TlsClientSettings {
        if ((certFile == null) != (keyFile == null)) {
            throw new IllegalArgumentException("cert_file and key_file belong together, one of them is missing");
        }
    }

    /** For Vert.x; the files are read when the options are applied. */
    ClientSSLOptions toVertx() {
        ClientSSLOptions options = new ClientSSLOptions().setTrustAll(insecureSkipVerify)
                .setHostnameVerificationAlgorithm(insecureSkipVerify ? "" : "HTTPS");
        options.setEnabledSecureTransportProtocols(TlsVersion.from(minVersion));
        if (caFile != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(caFile.toString()));
        }
        if (certFile != null && keyFile != null) {
            options.setKeyCertOptions(
                    new PemKeyCertOptions().addCertPath(certFile.toString()).addKeyPath(keyFile.toString()));
        }
        return options;
    }
}
