package dev.tributary.collector.scrape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.collector.config.DiscoverySettings;
import dev.tributary.collector.kubernetes.KubernetesSources;
import dev.tributary.runtime.discovery.HttpDiscovery;
import dev.tributary.runtime.discovery.PolledTargets;
import dev.tributary.runtime.discovery.TargetGroup;
import dev.tributary.runtime.discovery.TargetSource;
import dev.tributary.runtime.discovery.WrittenTargets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** All sources of a job's targets, and what each of them told last. Safe for several threads. */
final class TargetSources {
    private final List<TargetSource> sources = new ArrayList<>();
    private final Map<Integer, List<TargetGroup>> told = new TreeMap<>();

    TargetSources(Vertx vertx, DiscoverySettings settings, KubernetesSources kubernetes) {
        sources.add(new WrittenTargets(settings.staticConfigs()));
        settings.fileSdConfigs().forEach(files -> sources.add(PolledTargets.ofFiles(vertx, files)));
        settings.httpSdConfigs().forEach(server -> sources.add(new HttpDiscovery(vertx, server)));
        settings.dnsSdConfigs().forEach(names -> sources.add(PolledTargets.ofNames(vertx, names)));
        settings.kubernetesSdConfigs().forEach(cluster -> sources.add(kubernetes.source(cluster)));
    }

    /** Starts them; {@code changed} is called on any thread after something was told. */
    void start(Runnable changed) {
        for (int i = 0; i < sources.size(); i++) {
            int index = i;
            sources.get(i).start(groups -> {
                synchronized (told) {
                    told.put(index, groups);
                }
                changed.run();
            });
        }
    }

    /** What all of them told last. */
    List<List<TargetGroup>> told() {
        synchronized (told) {
            return List.copyOf(told.values());
        }
    }

    /** True when every source has told something. */
    boolean isWhole() {
        synchronized (told) {
            return told.size() == sources.size();
        }
    }

    Future<Void> close() {
        return Future.join(sources.stream().map(TargetSource::close).toList()).mapEmpty();
    }
}
