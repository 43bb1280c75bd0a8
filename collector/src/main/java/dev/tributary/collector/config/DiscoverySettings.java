package dev.tributary.collector.config;

import java.util.List;

import dev.tributary.collector.kubernetes.KubernetesTargets;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.discovery.DnsTargets;
import dev.tributary.runtime.discovery.FileTargets;
import dev.tributary.runtime.discovery.HttpTargets;
import dev.tributary.runtime.discovery.StaticTargets;

/** Where a job's targets come from; all sources together give its targets. */
public record DiscoverySettings(@Doc("Targets written down.") List<StaticTargets> staticConfigs,
        @Doc("Targets in files that are read again when they change.") List<FileTargets> fileSdConfigs,
        @Doc("Targets that an HTTP server lists.") List<HttpTargets> httpSdConfigs,
        @Doc("Targets behind DNS names.") List<DnsTargets> dnsSdConfigs,
        @Doc("Targets that a Kubernetes API knows.") List<KubernetesTargets> kubernetesSdConfigs) {
    public DiscoverySettings {
        staticConfigs = List.copyOf(staticConfigs);
        fileSdConfigs = List.copyOf(fileSdConfigs);
        httpSdConfigs = List.copyOf(httpSdConfigs);
        dnsSdConfigs = List.copyOf(dnsSdConfigs);
        kubernetesSdConfigs = List.copyOf(kubernetesSdConfigs);
    }

    boolean isEmpty() {
        return staticConfigs.isEmpty() && fileSdConfigs.isEmpty() && httpSdConfigs.isEmpty() && dnsSdConfigs.isEmpty()
                && kubernetesSdConfigs.isEmpty();
    }
}
