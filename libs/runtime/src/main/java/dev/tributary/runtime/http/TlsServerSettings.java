package dev.tributary.runtime.http;

import java.nio.file.Path;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import org.jspecify.annotations.Nullable;

/** TLS of a server, in the words of Prometheus' web configuration. All files are PEM. */
public record TlsServerSettings(@Doc("Certificate chain of the server, PEM.") Path certFile,
        @Doc("Private key of the server, PEM (PKCS#8 or PKCS#1).") Path keyFile,
        @Default("NoClientCert") @Doc("Whether clients must show a certificate signed by client_ca_file.") ClientAuthType clientAuthType,
        @Doc("Authorities that sign client certificates, PEM.") @Nullable Path clientCaFile,
        @Default("TLS12") @Doc("Oldest TLS version accepted.") TlsVersion minVersion) {
    public TlsServerSettings {
        if (clientAuthType != ClientAuthType.NONE && clientCaFile == null) {
            throw new IllegalArgumentException(
                    "client_auth_type asks for client certificates, so client_ca_file must name who signs them");
        }
        if (clientAuthType == ClientAuthType.NONE && clientCaFile != null) {
            throw new IllegalArgumentException("client_ca_file has no use while client_auth_type is NoClientCert");
        }
    }

    /** For Vert.x; the files are read when the options are applied. */
    ServerSSLOptions toVertx() {
        ServerSSLOptions options = new ServerSSLOptions().setClientAuth(clientAuthType.vertxWord())
                .setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(certFile.toString()).addKeyPath(keyFile.toString()));
        options.setEnabledSecureTransportProtocols(TlsVersion.from(minVersion));
        if (clientCaFile != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(clientCaFile.toString()));
        }
        return options;
    }
}
