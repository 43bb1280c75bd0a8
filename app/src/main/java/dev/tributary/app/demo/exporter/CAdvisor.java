package dev.tributary.app.demo.exporter;

import java.util.Arrays;

import dev.tributary.app.demo.world.Container;
import dev.tributary.app.demo.world.Node;
import dev.tributary.app.demo.world.Pod;
import dev.tributary.app.demo.world.World;

/**
 * What the kubelet's cAdvisor says of the containers on one node. As in real clusters a pod's own group appears beside its
 * containers, without a {@code container} label: queries that forget {@code container!=""} count twice.
 */
final class CAdvisor {
    private CAdvisor() {
    }

    static void expose(World world, Node node, Page page) {
        page.add("machine_cpu_cores", node.cores());
        page.add("machine_memory_bytes", node.memoryBytes());
        for (Pod pod : world.pods()) {
            if (pod.node().equals(node) && pod.running()) {
                pod.containers().forEach(container -> container(pod, container, page));
                pod(pod, page);
            }
        }
    }

    private static void container(Pod pod, Container container, Page page) {
        if (container.waiting()) {
            return;
        }
        String[] labels = {"namespace", pod.namespace(), "pod", pod.name(), "container", container.spec().name(),
                "image", container.image(), "name", container.id(), "id",
                "/kubepods/burstable/pod" + pod.uid() + "/" + container.id()};
        page.add("container_cpu_usage_seconds_total", container.cpuSeconds(), with(labels, "cpu", "total"));
        page.add("container_cpu_cfs_periods_total", container.periods(), labels);
        page.add("container_cpu_cfs_throttled_periods_total", container.throttledPeriods(), labels);
        page.add("container_memory_working_set_bytes", container.memoryBytes(), labels);
        page.add("container_memory_rss", container.memoryBytes() * 0.9, labels);
        page.add("container_memory_usage_bytes", container.memoryBytes() * 1.2, labels);
        page.add("container_start_time_seconds", container.startedMillis() / 1000.0, labels);
    }

    private static void pod(Pod pod, Page page) {
        String[] labels = {"namespace", pod.namespace(), "pod", pod.name(), "id",
                "/kubepods/burstable/pod" + pod.uid()};
        page.add("container_cpu_usage_seconds_total",
                pod.containers().stream().mapToDouble(Container::cpuSeconds).sum(), with(labels, "cpu", "total"));
        page.add("container_memory_working_set_bytes",
                pod.containers().stream().mapToDouble(Container::memoryBytes).sum(), labels);
        String[] network = with(labels, "interface", "eth0");
        page.add("container_network_receive_bytes_total", pod.receivedBytes(), network);
        page.add("container_network_transmit_bytes_total", pod.sentBytes(), network);
    }

    private static String[] with(String[] labels, String name, String value) {
        String[] more = Arrays.copyOf(labels, labels.length + 2);
        more[labels.length] = name;
        more[labels.length + 1] = value;
        return more;
    }
}
