package dev.tributary.app.demo.exporter;

import java.util.List;
import java.util.Locale;

import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;

/** Type and help of every family that the exporters expose, as {@code /api/v1/metadata} tells them. */
public final class Families {
    private static final List<MetricMetadata> ALL = """
                                                    apiserver_request_duration_seconds histogram Response latency of the API server.
                                                    apiserver_request_total counter Requests the API server answered, by verb, resource and code.
                                                    apiserver_storage_objects gauge Objects stored, by resource.
                                                    container_cpu_cfs_periods_total counter Scheduler periods in which the container could run.
                                                    container_cpu_cfs_throttled_periods_total counter Scheduler periods in which the container was held back.
                                                    container_cpu_usage_seconds_total counter Processor time used.
                                                    container_memory_rss gauge Anonymous memory in use.
                                                    container_memory_usage_bytes gauge Memory in use, caches included.
                                                    container_memory_working_set_bytes gauge Memory in use that cannot be reclaimed.
                                                    container_network_receive_bytes_total counter Bytes received.
                                                    container_network_transmit_bytes_total counter Bytes sent.
                                                    container_start_time_seconds gauge When the container started, in Unix seconds.
                                                    etcd_mvcc_db_total_size_in_bytes gauge Size of the database on disk.
                                                    etcd_server_has_leader gauge 1 when a leader exists.
                                                    http_request_duration_seconds histogram How long requests took.
                                                    http_requests_total counter Requests answered, by status code.
                                                    kube_daemonset_status_desired_number_scheduled gauge Nodes that should run the daemon's pod.
                                                    kube_daemonset_status_number_ready gauge Nodes whose daemon pod is ready.
                                                    kube_daemonset_status_number_unavailable gauge Nodes that lack a ready daemon pod.
                                                    kube_deployment_metadata_generation gauge Generation of the desired state.
                                                    kube_deployment_spec_replicas gauge Wanted pods.
                                                    kube_deployment_status_observed_generation gauge Generation that the controller has seen.
                                                    kube_deployment_status_replicas gauge Pods.
                                                    kube_deployment_status_replicas_available gauge Available pods.
                                                    kube_deployment_status_replicas_ready gauge Ready pods.
                                                    kube_deployment_status_replicas_unavailable gauge Pods that are missing.
                                                    kube_deployment_status_replicas_updated gauge Pods of the current template.
                                                    kube_namespace_status_phase gauge Phase of a namespace.
                                                    kube_node_info gauge What a node runs.
                                                    kube_node_labels gauge Labels of a node.
                                                    kube_node_spec_unschedulable gauge 1 when a node takes no new pods.
                                                    kube_node_status_allocatable gauge Resources of a node that pods can have.
                                                    kube_node_status_capacity gauge Resources of a node.
                                                    kube_node_status_condition gauge Conditions of a node.
                                                    kube_pod_container_info gauge Image and id of a container.
                                                    kube_pod_container_resource_limits gauge Resources a container is limited to.
                                                    kube_pod_container_resource_requests gauge Resources a container asks for.
                                                    kube_pod_container_status_last_terminated_reason gauge Why a container ended last.
                                                    kube_pod_container_status_ready gauge 1 when a container is ready.
                                                    kube_pod_container_status_restarts_total counter Restarts of a container.
                                                    kube_pod_container_status_running gauge 1 when a container runs.
                                                    kube_pod_container_status_waiting_reason gauge Why a container waits.
                                                    kube_pod_info gauge Where a pod runs and what made it.
                                                    kube_pod_owner gauge What a pod belongs to.
                                                    kube_pod_start_time gauge When a pod started, in Unix seconds.
                                                    kube_pod_status_phase gauge Phase of a pod.
                                                    kube_pod_status_ready gauge Whether a pod is ready.
                                                    kubernetes_build_info gauge Version of a component.
                                                    machine_cpu_cores gauge Logical processors.
                                                    machine_memory_bytes gauge Memory of the machine.
                                                    node_boot_time_seconds gauge When the machine booted, in Unix seconds.
                                                    node_cpu_seconds_total counter Time the processors spent in each mode.
                                                    node_disk_io_time_seconds_total counter Time spent on disk operations.
                                                    node_disk_read_bytes_total counter Bytes read.
                                                    node_disk_written_bytes_total counter Bytes written.
                                                    node_filesystem_avail_bytes gauge Space that users can take.
                                                    node_filesystem_free_bytes gauge Free space.
                                                    node_filesystem_size_bytes gauge Size of the file system.
                                                    node_load1 gauge Load over one minute.
                                                    node_load15 gauge Load over fifteen minutes.
                                                    node_load5 gauge Load over five minutes.
                                                    node_memory_Buffers_bytes gauge Memory in buffers.
                                                    node_memory_Cached_bytes gauge Memory in the page cache.
                                                    node_memory_MemAvailable_bytes gauge Memory that programs can take.
                                                    node_memory_MemFree_bytes gauge Memory used for nothing.
                                                    node_memory_MemTotal_bytes gauge Memory of the machine.
                                                    node_network_receive_bytes_total counter Bytes received.
                                                    node_network_transmit_bytes_total counter Bytes sent.
                                                    node_network_up gauge 1 when the link is up.
                                                    node_time_seconds gauge The machine's clock, in Unix seconds.
                                                    node_uname_info gauge What the machine runs.
                                                    process_resident_memory_bytes gauge Resident memory.
                                                    process_start_time_seconds gauge When the process started, in Unix seconds.
                                                    prometheus_build_info gauge What runs here.
                                                    prometheus_tsdb_head_series gauge Series in the head.
                                                    prometheus_web_federation_errors_total counter Federation pages that broke off.
                                                    prometheus_web_federation_warnings_total counter Federation pages with warnings.
                                                    """
            .lines().map(Families::family).toList();

    private Families() {
    }

    private static MetricMetadata family(String line) {
        String[] parts = line.split(" ", 3);
        return new MetricMetadata(parts[0], MetricType.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[2], "");
    }

    /** Every family, ordered by name. */
    public static List<MetricMetadata> all() {
        return ALL;
    }
}
