package dev.tributary.runtime.http;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.tributary.runtime.config.Secret;
import dev.tributary.runtime.telemetry.Telemetry;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Makes HTTP requests as {@link HttpClientSettings} say; keeps connections open between requests. */
public final class HttpCaller {
    private static final String USER_AGENT = "tributary/" + Telemetry.version();

    private static final Duration IDLE_CONNECTION_KEPT = Duration.ofMinutes(5);

    private final HttpClientSettings settings;
    private final List<Map.Entry<String, Secret>> headers = new ArrayList<>();
    private final HttpClientAgent client;
    private final @Nullable OAuth2Tokens tokens;

    /**
     * Prepares the client; nothing is connected yet.
     *
     * @param connectTimeout longest wait for a connection
     * @param connectionsMax most connections to one host at a time; further requests wait for one
     */
    public HttpCaller(Vertx vertx, HttpClientSettings settings, Duration connectTimeout, int connectionsMax) {
        this(vertx, settings, connectTimeout, connectionsMax, true);
    }

    /**
     * The same, with a choice for callers that decompress by themselves because they check what they get.
     *
     * @param decompress false to hand over bodies as they come, with their Content-Encoding
     */
    public HttpCaller(Vertx vertx, HttpClientSettings settings, Duration connectTimeout, int connectionsMax,
            boolean decompress) {
        this(vertx, settings, connectTimeout, connectionsMax, decompress, tokens(vertx, settings, connectTimeout));
    }

    HttpCaller(Vertx vertx, HttpClientSettings settings, Duration connectTimeout, int connectionsMax,
            boolean decompress, @Nullable OAuth2Tokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
        settings.headers().forEach((name, value) -> headers.add(Map.entry(name, value)));
        settings.httpHeaders()
                .forEach((name, values) -> values.all().forEach(value -> headers.add(Map.entry(name, value))));
        ClientSSLOptions tls = settings.tls().toVertx();
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout((int) connectTimeout.toMillis())
                .setKeepAliveTimeout((int) IDLE_CONNECTION_KEPT.toSeconds()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setDecompressionSupported(decompress).setVerifyHost(!settings.tls().insecureSkipVerify())
                .setTrustAll(tls.isTrustAll()).setTrustOptions(tls.getTrustOptions())
                .setKeyCertOptions(tls.getKeyCertOptions())
                .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols());
        URI proxy = settings.proxyUrl();
        if (proxy != null) {
            options.setProxyOptions(proxyOptions(proxy)).setNonProxyHosts(settings.nonProxyHosts());
        }
        client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(connectionsMax));
    }

    private static @Nullable OAuth2Tokens tokens(Vertx vertx, HttpClientSettings settings, Duration connectTimeout) {
        OAuth2 oauth2 = settings.oauth2();
        return oauth2 == null
                ? null
                : new OAuth2Tokens(oauth2, new HttpCaller(vertx, oauth2.client(), connectTimeout, 1),
                        OAuth2Tokens.KEPT_AT_LEAST);
    }

    private static ProxyOptions proxyOptions(URI proxy) {
        ProxyOptions options = new ProxyOptions().setHost(proxy.getHost())
                .setPort(proxy.getPort() < 0 ? 3128 : proxy.getPort());
        String user = proxy.getUserInfo();
        if (user != null) {
            int colon = user.indexOf(':');
            options.setUsername(colon < 0 ? user : user.substring(0, colon))
                    .setPassword(colon < 0 ? "" : user.substring(colon + 1));
        }
        return options;
    }

    /**
     * Opens a request with its authentication and headers set; the caller adds its own and ends it.
     *
     * @param timeout longest time without a byte of the answer
     */
    public Future<HttpClientRequest> request(HttpMethod method, URI uri, Duration timeout) {
        RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(uri.toString())
                .setFollowRedirects(settings.followRedirects()).setIdleTimeout(timeout.toMillis());
        options.addHeader("User-Agent", USER_AGENT);
        headers.forEach(header -> options.addHeader(header.getKey(), header.getValue().reveal()));
        OAuth2Tokens source = tokens;
        if (source != null) {
            return source.header().compose(header -> open(options.addHeader("Authorization", header))
                    .onSuccess(request -> request.response().onSuccess(response -> {
                        if (response.statusCode() == HttpResponseStatus.UNAUTHORIZED.code()) {
                            source.refused(header);
                        }
                    })));
        }
        String authorization = authorization();
        return open(authorization == null ? options : options.addHeader("Authorization", authorization));
    }

    private Future<HttpClientRequest> open(RequestOptions options) {
        String serverName = settings.tls().serverName();
        if (serverName == null || options.isSsl() == null || !options.isSsl()) {
            return client.request(options);
        }
        // The certificate must carry another name than the URL: connect to the URL's host, speak TLS to the name
        SocketAddress server = SocketAddress.inetSocketAddress(options.getPort(), options.getHost());
        HostAndPort authority = HostAndPort.create(options.getHost(), options.getPort());
        return client.request(options.setServer(server).setHost(serverName))
                .map(request -> request.authority(authority));
    }

    private @Nullable String authorization() {
        BasicAuth basicAuth = settings.basicAuth();
        if (basicAuth != null) {
            return basicAuth.header();
        }
        Authorization authorization = settings.authorization();
        return authorization == null ? null : authorization.header();
    }

    /** Reads the TLS files again; new connections use them. Gives false when they have not changed. */
    public Future<Boolean> reloadTls() {
        Future<Boolean> own = client.updateSSLOptions(settings.tls().toVertx());
        return tokens == null
                ? own
                : own.compose(changed -> tokens.caller().reloadTls().map(others -> changed || others));
    }

    /** Closes all connections. */
    public Future<Void> close() {
        return tokens == null ? client.close() : client.close().compose(_ -> tokens.caller().close());
    }
}
