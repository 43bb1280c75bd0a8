package dev.tributary.collector.kubernetes;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.tributary.runtime.discovery.TargetGroup;
import dev.tributary.runtime.discovery.TargetSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The targets of one entry of {@code kubernetes_sd_configs}: watches what its role needs and tells all targets at most once
 * a second while something changes. An API that is away changes nothing.
 */
public final class KubernetesDiscovery implements TargetSource {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesDiscovery.class);

    /** A rollout changes hundreds of objects within seconds. */
    private static final long TELL_INTERVAL_MILLIS = 1000;
    private static final long OPEN_AGAIN_MILLIS = 10_000;

    private final Vertx vertx;
    private final KubernetesTargets settings;
    private final Supplier<KubernetesClient> clients;
    private final WatchFailures failures;
    private @Nullable WatchedCluster cluster;
    private boolean planned;
    private boolean closed;

    public KubernetesDiscovery(Vertx vertx, KubernetesTargets settings) {
        this(vertx, settings,
                () -> KubernetesAccess.of(settings.apiServer(), settings.kubeconfigFile(), settings.httpClient()));
    }

    KubernetesDiscovery(Vertx vertx, KubernetesTargets settings, Supplier<KubernetesClient> clients) {
        this.vertx = vertx;
        this.settings = settings;
        this.clients = clients;
        failures = new WatchFailures(settings.role().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void start(Consumer<List<TargetGroup>> listener) {
        vertx.executeBlocking(() -> open(listener), false).onFailure(failure -> {
            failures.note(failure);
            vertx.setTimer(OPEN_AGAIN_MILLIS, _ -> start(listener));
        });
    }

    private synchronized boolean open(Consumer<List<TargetGroup>> listener) {
        if (closed) {
            return false;
        }
        WatchedCluster watched = new WatchedCluster(clients.get(), settings);
        cluster = watched;
        watched.start(() -> changed(listener), failures);
        return true;
    }

    /** Plans to tell, unless that is planned already. */
    private synchronized void changed(Consumer<List<TargetGroup>> listener) {
        WatchedCluster watched = cluster;
        if (closed || planned || watched == null || !watched.isWhole()) {
            return;
        }
        planned = true;
        vertx.setTimer(TELL_INTERVAL_MILLIS, _ -> vertx.executeBlocking(() -> tell(watched, listener), false)
                .onFailure(failure -> LOG.error("targets of kubernetes cannot be told role={}", settings.role(),
                        failure)));
    }

    private boolean tell(WatchedCluster watched, Consumer<List<TargetGroup>> listener) {
        synchronized (this) {
            planned = false;
            if (closed) {
                return false;
            }
        }
        failures.recovered();
        listener.accept(targets(watched));
        return true;
    }

    private List<TargetGroup> targets(ClusterView view) {
        return switch (settings.role()) {
            case NODE -> NodeTargets.of(view);
            case SERVICE -> ServiceTargets.of(view);
            case POD -> PodTargets.of(view);
            case ENDPOINTS -> EndpointsTargets.of(view);
            case ENDPOINTSLICE -> EndpointSliceTargets.of(view);
            case INGRESS -> IngressTargets.of(view);
        };
    }

    @Override
    public Future<Void> close() {
        return vertx.executeBlocking(this::stopWatching, false).mapEmpty();
    }

    private boolean stopWatching() {
        WatchedCluster watched;
        synchronized (this) {
            closed = true;
            watched = cluster;
        }
        if (watched == null) {
            return false;
        }
        watched.close();
        return true;
    }
}
