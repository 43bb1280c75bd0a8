package dev.tributary.app.demo.exporter;

import dev.tributary.app.demo.world.Pod;
import dev.tributary.app.demo.world.World;

/** What the cluster's Prometheus says of itself. */
final class PrometheusExporter {
    private PrometheusExporter() {
    }

    static void expose(World world, Pod pod, Page page) {
        page.add("prometheus_build_info", 1, "version", "3.14.0", "goversion", "go1.26", "branch", "HEAD");
        page.add("prometheus_tsdb_head_series", 40.0 * world.pods().size() + 150.0 * world.nodes().size());
        page.add("prometheus_web_federation_errors_total", 0);
        page.add("prometheus_web_federation_warnings_total", 0);
        page.add("process_start_time_seconds", pod.containers().getFirst().startedMillis() / 1000.0);
        page.add("process_resident_memory_bytes", pod.containers().getFirst().memoryBytes());
    }
}
