package dev.tributary.alerts.notify;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.tributary.model.Labels;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.discovery.DnsDiscovery;
import dev.tributary.runtime.discovery.FileDiscovery;
import dev.tributary.runtime.discovery.StaticTargets;
import dev.tributary.runtime.discovery.TargetGroup;
import dev.tributary.runtime.http.HttpCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Alertmanagers of one configuration entry: finds them, relabels them, and sends to each. Looks again at the shortest
 * interval its discoveries ask for.
 */
final class AlertmanagerSet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerSet.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Batches go one after the other; a second connection only bridges a closing one. */
    private static final int CONNECTIONS_MAX = 2;

    private final Vertx vertx;
    private final AlertmanagerSettings settings;
    private final Relabeling targetRelabeling;
    private final List<FileDiscovery> files;
    private final List<DnsDiscovery> names;
    private final Map<DnsDiscovery, List<TargetGroup>> lastFound = new ConcurrentHashMap<>();
    private final HttpCaller caller;
    private final Notifier notifier;
    private long timer = -1;
    private volatile List<AlertmanagerEndpoint> dropped = List.of();

    AlertmanagerSet(Vertx vertx, AlertmanagerSettings settings, NotifierSettings limits, NotifierMetrics metrics) {
        this.vertx = vertx;
        this.settings = settings;
        this.targetRelabeling = RelabelSettings.relabeling(settings.relabelConfigs());
        this.files = settings.fileSdConfigs().stream().map(FileDiscovery::new).toList();
        DnsClient dns = vertx.createDnsClient();
        this.names = settings.dnsSdConfigs().stream().map(entry -> new DnsDiscovery(entry, dns)).toList();
        this.caller = new HttpCaller(vertx, settings.http(), CONNECT_TIMEOUT, CONNECTIONS_MAX);
        Relabeling alertRelabeling = RelabelSettings.relabeling(settings.alertRelabelConfigs());
        this.notifier = new Notifier(limits, alertRelabeling::apply, new VertxAlertPoster(caller, settings.timeout()),
                metrics);
    }

    /** Finds the Alertmanagers a first time and keeps looking. */
    Future<Void> start() {
        long interval = refreshMillis();
        if (interval > 0) {
            timer = vertx.setPeriodic(interval, _ -> refresh());
        }
        return refresh();
    }

    private long refreshMillis() {
        return java.util.stream.Stream
                .concat(settings.fileSdConfigs().stream().map(entry -> entry.refreshInterval()),
                        settings.dnsSdConfigs().stream().map(entry -> entry.refreshInterval()))
                .mapToLong(Duration::toMillis).min().orElse(0);
    }

    private Future<Void> refresh() {
        List<Future<List<TargetGroup>>> lookups = names.stream().map(this::lookup).toList();
        return vertx.executeBlocking(() -> files.stream().flatMap(found -> found.read().stream()).toList())
                .compose(fromFiles -> Future.all(new ArrayList<>(lookups)).map(_ -> {
                    List<TargetGroup> groups = new ArrayList<>(fromFiles);
                    settings.staticConfigs().stream().map(StaticTargets::group).forEach(groups::add);
                    lookups.forEach(lookup -> groups.addAll(lookup.result()));
                    return groups;
                })).onSuccess(groups -> notifier.endpoints(endpoints(groups)))
                .onFailure(failure -> LOG.error("looking for Alertmanagers failed", failure)).mapEmpty();
    }

    /** What a name stands for; while it cannot be asked, what it stood for last, so that the others are found still. */
    private Future<List<TargetGroup>> lookup(DnsDiscovery name) {
        return name.read().onSuccess(found -> lastFound.put(name, found)).recover(failure -> {
            LOG.warn("looking for Alertmanagers by name failed, the last ones stay err={}", failure.getMessage());
            return Future.succeededFuture(lastFound.getOrDefault(name, List.of()));
        });
    }

    private Set<AlertmanagerEndpoint> endpoints(List<TargetGroup> groups) {
        Set<AlertmanagerEndpoint> endpoints = new HashSet<>();
        List<AlertmanagerEndpoint> without = new ArrayList<>();
        for (TargetGroup group : groups) {
            for (String target : group.targets()) {
                Labels.Builder labels = labels(target, group);
                if (targetRelabeling.apply(labels)) {
                    endpoint(labels).ifPresent(endpoints::add);
                } else {
                    endpoint(labels(target, group)).ifPresent(without::add);
                }
            }
        }
        dropped = List.copyOf(without);
        return endpoints;
    }

    private Labels.Builder labels(String target, TargetGroup group) {
        return Labels.copyOf(group.labels()).toBuilder().set("__address__", target)
                .set("__scheme__", settings.scheme()).set("__alerts_path__", path());
    }

    /** Those that target relabeling dropped. */
    List<AlertmanagerEndpoint> dropped() {
        return dropped;
    }

    private static Optional<AlertmanagerEndpoint> endpoint(Labels.Builder labels) {
        String url = labels.get("__scheme__") + "://" + labels.get("__address__") + labels.get("__alerts_path__");
        try {
            return Optional.of(new AlertmanagerEndpoint(URI.create(url)));
        } catch (IllegalArgumentException e) {
            LOG.error("not an address of an Alertmanager url={} err={}", url, e.getMessage());
            return Optional.empty();
        }
    }

    private String path() {
        String prefix = settings.pathPrefix().replaceAll("/+$", "");
        return (prefix.startsWith("/") || prefix.isEmpty() ? prefix : "/" + prefix) + "/api/v2/alerts";
    }

    Notifier notifier() {
        return notifier;
    }

    /** Sends what is queued, then lets go of the connections. Blocks. */
    @Override
    public void close() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        notifier.close();
        caller.close().toCompletionStage().toCompletableFuture().join();
    }
}
