package dev.tributary.runtime.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Secret;
import org.jspecify.annotations.Nullable;

/** Access tokens by the client credentials grant of OAuth 2.0 (RFC 6749, section 4.4), in Prometheus' words. */
public record OAuth2(@Doc("Who asks for tokens.") String clientId,
        @Doc("The client's secret.") Secret clientSecret, @Doc("Scopes asked for.") List<String> scopes,
        @Doc("Where tokens are asked for.") URI tokenUrl,
        @Doc("Further parameters of the question.") Map<String, String> endpointParams,
        @Doc("TLS for an https token_url.") @Nullable TlsClientSettings tlsConfig,
        @Doc("HTTP proxy on the way to token_url.") @Nullable URI proxyUrl,
        @Default("\"\"") @Doc("Hosts reached without that proxy.") String noProxy) {
    public OAuth2 {
        scopes = List.copyOf(scopes);
        endpointParams = Map.copyOf(endpointParams);
        if (!"http".equals(tokenUrl.getScheme()) && !"https".equals(tokenUrl.getScheme())) {
            throw new IllegalArgumentException("token_url must start with http:// or https://");
        }
    }

    /** How the token's server is talked to. */
    HttpClientSettings client() {
        return new HttpClientSettings(null, null, null, tlsConfig, proxyUrl, noProxy, true, Map.of(), Map.of());
    }
}
