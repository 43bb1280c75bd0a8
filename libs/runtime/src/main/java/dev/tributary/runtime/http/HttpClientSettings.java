package dev.tributary.runtime.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Refused;
import dev.tributary.runtime.config.Secret;
import org.jspecify.annotations.Nullable;

/** How HTTP requests are made, in the words of Prometheus' HTTP client configuration; usually inlined beside a URL. */
@Refused(key = "oauth2", remedy = "no tokens are fetched; let something beside this process fetch them into a file and name it by authorization: {credentials_file: ...}, which is read again when it changes")
@Refused(key = "enable_http2", remedy = "requests are HTTP/1.1, which every server of these protocols speaks; remove the key")
@Refused(key = "proxy_from_environment", remedy = "write proxy_url: ${HTTP_PROXY}, and no_proxy: ${NO_PROXY}")
@Refused(key = "proxy_connect_header", remedy = "a proxy gets user and password of proxy_url alone: http://user:password@proxy:3128")
@Refused(key = "http_headers", remedy = "write headers: {Name: value}, or {Name: ${VARIABLE}} for a secret")
public record HttpClientSettings(@Doc("User name and password for every request.") @Nullable BasicAuth basicAuth,
        @Doc("Authorization header for every request.") @Nullable Authorization authorization,
        @Doc("TLS for https URLs.") @Nullable TlsClientSettings tlsConfig,
        @Doc("HTTP proxy for all requests.") @Nullable URI proxyUrl,
        @Default("\"\"") @Doc("Hosts, comma-separated, that are reached without the proxy; a leading dot means all below a domain.") String noProxy,
        @Default("true") @Doc("Follow redirects of GET requests.") boolean followRedirects,
        @Doc("Further headers of every request.") Map<String, Secret> headers) {
    /** No authentication, no proxy, the JDK's trust. */
    public static final HttpClientSettings DEFAULT = new HttpClientSettings(null, null, null, null, "", true, Map.of());

    public HttpClientSettings {
        headers = Map.copyOf(headers);
        if (basicAuth != null && authorization != null) {
            throw new IllegalArgumentException("authorization and basic_auth cannot both be given");
        }
        if (proxyUrl != null && !"http".equals(proxyUrl.getScheme())) {
            throw new IllegalArgumentException("proxy_url must start with http://");
        }
        if (!noProxy.isEmpty() && proxyUrl == null) {
            throw new IllegalArgumentException("no_proxy has no use without proxy_url");
        }
    }

    TlsClientSettings tls() {
        return tlsConfig == null ? TlsClientSettings.DEFAULT : tlsConfig;
    }

    /** Hosts without proxy in Vert.x' notation. */
    List<String> nonProxyHosts() {
        return Arrays.stream(noProxy.split(",")).map(String::strip).filter(host -> !host.isEmpty())
                .map(host -> host.startsWith(".") ? "*" + host : host).toList();
    }
}
