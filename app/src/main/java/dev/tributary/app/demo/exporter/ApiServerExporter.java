package dev.tributary.app.demo.exporter;

import java.util.Map;
import java.util.TreeMap;

import dev.tributary.app.demo.world.ApiServer;
import dev.tributary.app.demo.world.World;

/** The metrics of the Kubernetes API server and of the etcd behind it. */
final class ApiServerExporter {
    private ApiServerExporter() {
    }

    static void expose(World world, Page page) {
        ApiServer server = world.apiServer();
        page.add("kubernetes_build_info", 1, "git_version", world.spec().kubernetesVersion(), "major", "1", "minor",
                world.spec().kubernetesVersion().split("\\.")[1], "platform", "linux/amd64");
        page.add("process_start_time_seconds", server.startedMillis() / 1000.0);
        for (ApiServer.Line line : server.lines()) {
            String scope = line.verb().equals("LIST") ? "cluster" : "resource";
            page.add("apiserver_request_total", line.traffic().count(), "verb", line.verb(), "resource",
                    line.resource(),
                    "code", line.code(), "scope", scope, "component", "apiserver");
            if (line.code().startsWith("2") && line.resource().equals("pods")) {
                DurationBuckets.add(page, "apiserver_request_duration_seconds", line.traffic(), "verb", line.verb(),
                        "resource", line.resource(), "scope", scope, "component", "apiserver");
            }
        }
        objects(world).forEach((resource, count) -> page.add("apiserver_storage_objects", count, "resource", resource));
        page.add("etcd_server_has_leader", 1);
        page.add("etcd_mvcc_db_total_size_in_bytes", 48e6 + 2e4 * world.pods().size());
    }

    private static Map<String, Integer> objects(World world) {
        Map<String, Integer> objects = new TreeMap<>();
        objects.put("pods", world.pods().size());
        objects.put("nodes", world.nodes().size());
        objects.put("deployments.apps", world.workloads().size());
        objects.put("leases.coordination.k8s.io", world.nodes().size() + 4);
        objects.put("configmaps", 40 + world.workloads().size());
        return objects;
    }
}
