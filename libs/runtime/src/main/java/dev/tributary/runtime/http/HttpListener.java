package dev.tributary.runtime.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.netty.handler.codec.compression.StandardCompressionOptions;
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
    private final RequestMetrics metrics;
    private final AtomicInteger connections = new AtomicInteger();
    /** So that a flood of connections is no flood of log lines. */
    private final AtomicBoolean refusing = new AtomicBoolean();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    private HttpListener(HttpServerSettings settings, ListenAddress address, RequestMetrics metrics) {
        this.settings = settings;
        this.address = address;
        this.metrics = metrics;
    }

    /**
     * Starts to listen.
     *
     * @param address where, see {@link HttpServerSettings#listenOr}
     * @param metrics counts the connections
     * @param routers gives a new router for every event loop
     * @return completes when connections are accepted; fails when the address is taken or the TLS files are unusable
     */
    public static Future<HttpListener> start(Vertx vertx, HttpServerSettings settings, ListenAddress address,
            RequestMetrics metrics, Supplier<Router> routers) {
        HttpListener listener = new HttpListener(settings, address, metrics);
        DeploymentOptions perProcessor = new DeploymentOptions()
                .setInstances(Runtime.getRuntime().availableProcessors());
        return vertx.deployVerticle(() -> listener.new Loop(routers.get()), perProcessor).map(_ -> listener)
                .recover(cause -> Future.failedFuture(
                        new IllegalStateException("cannot listen on " + address + ": " + cause.getMessage(), cause)));
    }

    private final class Loop extends VerticleBase {
        private final Router router;
        private final ConnectionWatch watch = new ConnectionWatch(settings.idleTimeout());

        Loop(Router router) {
            this.router = router;
        }

        @Override
        public Future<?> start() {
            HttpServer server = vertx.createHttpServer(options());
            servers.add(server);
            vertx.setPeriodic(Math.clamp(settings.idleTimeout().toMillis() / 10, 10, 5_000),
                    _ -> metrics.tooSlow(watch.closeLate(System.nanoTime())));
            return server.connectionHandler(connection -> admit(connection, watch)).requestHandler(request -> {
                watch.begun(request, System.nanoTime());
                router.handle(request);
            }).listen(socket());
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
                // Without TLS a connection would count only when its first request has come whole, if ever.
                .setHttp2ClearTextEnabled(false).setHandle100ContinueAutomatically(true);
        // What browsers and other readers ask for. Left to itself Netty also looks for zstd, which takes 0.2 s of CPU.
        options.addCompressor(StandardCompressionOptions.gzip()).addCompressor(StandardCompressionOptions.deflate());
        TlsServerSettings tls = settings.tlsServerConfig();
        if (tls != null) {
            var ssl = tls.toVertx();
            options.setSsl(true).setUseAlpn(true).setKeyCertOptions(ssl.getKeyCertOptions())
                    .setTrustOptions(ssl.getTrustOptions()).setClientAuth(ssl.getClientAuth())
                    .setEnabledSecureTransportProtocols(ssl.getEnabledSecureTransportProtocols());
        }
        return options;
    }

    private void admit(HttpConnection connection, ConnectionWatch watch) {
        if (connections.incrementAndGet() > settings.connectionsMax()) {
            connections.decrementAndGet();
            connection.close();
            metrics.tooMany();
            if (refusing.compareAndSet(false, true)) {
                LOG.warn("connections are refused, too many at once remote={} connections_max={}",
                        connection.remoteAddress(), settings.connectionsMax());
            }
            return;
        }
        refusing.set(false);
        metrics.opened();
        watch.opened(connection, System.nanoTime());
        connection.closeHandler(_ -> {
            connections.decrementAndGet();
            metrics.closed();
            watch.closed(connection);
        });
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
