package dev.tributary.runtime.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running HTTP server: one acceptor, one router on each of as many event loops as there are processors, so that what a
 * router's handlers hold is used by one thread only.
 */
public final class HttpListener {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    private final HttpServerSettings settings;
    private final ListenAddress address;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    private HttpListener(HttpServerSettings settings, ListenAddress address) {
        this.settings = settings;
        this.address = address;
    }

    /**
     * Starts to listen.
     *
     * @param address where, see {@link HttpServerSettings#listenOr}
     * @param routers gives a new router for every event loop
     * @return completes when connections are accepted; fails when the address is taken or the TLS files are unusable
     */
    public static Future<HttpListener> start(Vertx vertx, HttpServerSettings settings, ListenAddress address,
            Supplier<Router> routers) {
        HttpListener listener = new HttpListener(settings, address);
        DeploymentOptions perProcessor = new DeploymentOptions()
                .setInstances(Runtime.getRuntime().availableProcessors());
        return vertx.deployVerticle(() -> listener.new Loop(routers.get()), perProcessor).map(_ -> listener)
                .recover(cause -> Future.failedFuture(
                        new IllegalStateException("cannot listen on " + address + ": " + cause.getMessage(), cause)));
    }

    private final class Loop extends VerticleBase {
        private final Router router;

        Loop(Router router) {
            this.router = router;
        }

        @Override
        public Future<?> start() {
            HttpServer server = vertx.createHttpServer(options());
            servers.add(server);
            return server.connectionHandler(HttpListener.this::admit).requestHandler(router).listen(socket());
        }
    }

    private SocketAddress socket() {
        return address.port() == 0
                ? SocketAddress.sharedRandomPort(1, address.host())
                : SocketAddress.inetSocketAddress(address.port(), address.host());
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions().setHost(address.host())
                // Vert.x' way to say: any free port, the same for all event loops
                .setPort(address.port() == 0 ? -1 : address.port())
                .setIdleTimeout((int) settings.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setMaxInitialLineLength(settings.requestLineMax().intBytes())
                .setMaxHeaderSize(settings.headersMax().intBytes()).setCompressionSupported(settings.compression())
                .setHandle100ContinueAutomatically(true);
        TlsServerSettings tls = settings.tlsServerConfig();
        if (tls != null) {
            var ssl = tls.toVertx();
            options.setSsl(true).setUseAlpn(true).setKeyCertOptions(ssl.getKeyCertOptions())
                    .setTrustOptions(ssl.getTrustOptions()).setClientAuth(ssl.getClientAuth())
                    .setEnabledSecureTransportProtocols(ssl.getEnabledSecureTransportProtocols());
        }
        return options;
    }

    private void admit(HttpConnection connection) {
        if (connections.incrementAndGet() > settings.connectionsMax()) {
            LOG.warn("connection refused, too many at once remote={} connections_max={}", connection.remoteAddress(),
                    settings.connectionsMax());
            connections.decrementAndGet();
            connection.close();
            return;
        }
        connection.closeHandler(_ -> connections.decrementAndGet());
    }

    /** The port that is listened on, also where any free one was asked for. */
    public int port() {
        return servers.getFirst().actualPort();
    }

    /** Open connections now. */
    public int connections() {
        return connections.get();
    }

    /** Reads the TLS files again; new connections use them. Gives false when they have not changed. */
    public Future<Boolean> reloadTls() {
        TlsServerSettings tls = settings.tlsServerConfig();
        return tls == null ? Future.succeededFuture(false) : servers.getFirst().updateSSLOptions(tls.toVertx());
    }

    /** Accepts nothing new, lets running requests finish within the given time, then closes what is left. */
    public Future<Void> shutdown(Duration drain) {
        return Future.join(servers.stream().map(server -> server.shutdown(drain)).toList()).mapEmpty();
    }
}
