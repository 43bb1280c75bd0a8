package dev.tributary.app.demo.world;

import java.util.ArrayList;
import java.util.List;

import static dev.tributary.app.demo.world.WorkloadSpec.daemonSet;
import static dev.tributary.app.demo.world.WorkloadSpec.deployment;

/**
 * The plan of one cluster.
 *
 * @param load  share of the workloads' full load around which its traffic swings, 0 to 1
 * @param crashing workload whose containers crash more often than others
 */
public record ClusterSpec(String name, String region, String kubernetesVersion, int nodes, int coresPerNode,
        double load,
        String crashing, List<WorkloadSpec> workloads) {
    private static final long MIB = 1L << 20;

    public ClusterSpec {
        workloads = List.copyOf(workloads);
    }

    /** The three clusters of the demo: a big one, a middle one, and a small one at the edge. */
    public static List<ClusterSpec> fleet() {
        return List.of(
                new ClusterSpec("eu-west", "eu-west-1", "v1.34.2", 4, 8, 0.65, "recommendations",
                        withSystem(shop(3))),
                new ClusterSpec("us-east", "us-east-2", "v1.34.2", 3, 8, 0.5, "search", withSystem(shop(2))),
                new ClusterSpec("edge-tokyo", "ap-northeast-1", "v1.33.6", 3, 4, 0.4, "ingest-gateway",
                        withSystem(edge())));
    }

    private static List<WorkloadSpec> shop(int scale) {
        return List.of(
                deployment("shop", "frontend", scale, container("frontend", 0.35, 180)).servingHttp(),
                deployment("shop", "checkout", scale, container("checkout", 0.25, 240)).servingHttp(),
                deployment("shop", "catalog", scale, container("catalog", 0.3, 320)).servingHttp(),
                deployment("shop", "recommendations", 2, container("recommendations", 0.5, 700)),
                deployment("shop", "search", 2, container("search", 0.6, 900)),
                deployment("payments", "ledger", 2, container("ledger", 0.2, 400),
                        container("tls-proxy", 0.04, 40)).servingHttp(),
                deployment("payments", "fraud-check", 1, container("fraud-check", 0.7, 1200)),
                deployment("data", "redis", 1, container("redis", 0.12, 512)));
    }

    private static List<WorkloadSpec> edge() {
        return List.of(deployment("edge", "ingest-gateway", 3, container("ingest-gateway", 0.2, 150)).servingHttp(),
                deployment("edge", "stream-filter", 2, container("stream-filter", 0.4, 260)),
                deployment("edge", "sync-agent", 1, container("sync-agent", 0.08, 90)),
                deployment("data", "redis", 1, container("redis", 0.1, 256)));
    }

    private static List<WorkloadSpec> withSystem(List<WorkloadSpec> applications) {
        List<WorkloadSpec> all = new ArrayList<>(applications);
        all.add(deployment("kube-system", "coredns", 2, container("coredns", 0.03, 40)));
        all.add(daemonSet("kube-system", "kube-proxy", container("kube-proxy", 0.01, 35)));
        all.add(deployment("monitoring", "kube-state-metrics", 1, container("kube-state-metrics", 0.02, 60)));
        all.add(deployment("monitoring", "prometheus", 1, container("prometheus", 0.25, 1400)));
        all.add(daemonSet("monitoring", "node-exporter", container("node-exporter", 0.01, 25)));
        return all;
    }

    private static ContainerSpec container(String name, double cores, int mebibytes) {
        return new ContainerSpec(name, "registry.example/" + name, cores, mebibytes * MIB);
    }
}
