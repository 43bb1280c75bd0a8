package dev.tributary.runtime.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Refused;
import dev.tributary.runtime.config.Secret;
import org.jspecify.annotations.Nullable;

/** How HTTP requests are made, in the words of Prometheus' HTTP client configuration; usually inlined beside a URL. */
@Refused(key = "enable_http2", remedy = "requests are HTTP/1.1, which every server of these protocols speaks; remove the key")
@Refused(key = "bearer_token", remedy = "write authorization: {credentials: ...}")
@Refused(key = "bearer_token_file", remedy = "write authorization: {credentials_file: ...}")
@Refused(key = "proxy_from_environment", remedy = "write proxy_url: ${HTTP_PROXY}, and no_proxy: ${NO_PROXY}")
@Refused(key = "proxy_connect_header", remedy = "a proxy gets user and password of proxy_url alone: http://user:password@proxy:3128")
public record HttpClientSettings(@Doc("User name and password for every request.") @Nullable BasicAuth basicAuth,
        @Doc("Authorization header for every request.") @Nullable Authorization authorization,
        @Doc("Access tokens fetched for every request.") @Nullable OAuth2 oauth2,
        @Doc("TLS for https URLs.") @Nullable TlsClientSettings tlsConfig,
        @Doc("HTTP proxy for all requests.") @Nullable URI proxyUrl,
        @Default("\"\"") @Doc("Hosts, comma-separated, that are reached without the proxy; a leading dot means all below a domain.") String noProxy,
        @Default("true") @Doc("Follow redirects of GET requests.") boolean followRedirects,
        @Doc("Further headers of every request.") Map<String, Secret> headers,
        @Doc("The same as in Prometheus' scrape configuration: by name, lists of values, secrets and files.") Map<String, HeaderValues> httpHeaders) {
    /** Headers that requests have anyway, or that other keys make; Prometheus refuses them too. */
    private static final Set<String> RESERVED = Set.of("authorization", "host", "content-encoding", "content-length",
            "content-type", "user-agent", "connection", "keep-alive", "proxy-authenticate", "proxy-authorization",
            "www-authenticate", "accept-encoding", "x-prometheus-remote-write-version",
            "x-prometheus-remote-read-version", "x-prometheus-scrape-timeout-seconds");

    /** No authentication, no proxy, the JDK's trust. */
    public static final HttpClientSettings DEFAULT = new HttpClientSettings(null, null, null, null, null, "", true,
            Map.of(),
            Map.of());

    public HttpClientSettings {
        headers = Map.copyOf(headers);
        httpHeaders = Map.copyOf(httpHeaders);
        httpHeaders.keySet().forEach(HttpClientSettings::requireFree);
        if (Stream.of(basicAuth, authorization, oauth2).filter(Objects::nonNull).count() > 1) {
            throw new IllegalArgumentException("only one of authorization, basic_auth and oauth2 can be given");
        }
        if (proxyUrl != null && !"http".equals(proxyUrl.getScheme())) {
            throw new IllegalArgumentException("proxy_url must start with http://");
        }
        if (!noProxy.isEmpty() && proxyUrl == null) {
            throw new IllegalArgumentException("no_proxy has no use without proxy_url");
        }
    }

    private static void requireFree(String header) {
        if (RESERVED.contains(header.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("http_headers cannot set " + header
                    + ": it is made from other keys, as authorization, or from the request itself");
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
