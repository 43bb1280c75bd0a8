package dev.tributary.app.demo.exporter;

import dev.tributary.app.demo.world.Node;
import dev.tributary.app.demo.world.World;

/** What node_exporter says of one machine. */
final class NodeExporter {
    private NodeExporter() {
    }

    static void expose(World world, Node node, Page page) {
        for (int core = 0; core < node.cores(); core++) {
            for (int mode = 0; mode < Node.CPU_MODES.size(); mode++) {
                page.add("node_cpu_seconds_total", node.cpuSeconds(core, mode), "cpu", String.valueOf(core), "mode",
                        Node.CPU_MODES.get(mode));
            }
        }
        memory(node, page);
        filesystem(node, page);
        network(node, page);
        page.add("node_load1", node.load1());
        page.add("node_load5", node.load1() * 0.97);
        page.add("node_load15", node.load1() * 0.94);
        page.add("node_boot_time_seconds", node.bootMillis() / 1000.0);
        page.add("node_time_seconds", world.nowMillis() / 1000.0);
        page.add("node_uname_info", 1, "nodename", node.name(), "sysname", "Linux", "release", "6.12.41", "machine",
                "x86_64", "domainname", "(none)");
    }

    private static void memory(Node node, Page page) {
        page.add("node_memory_MemTotal_bytes", node.memoryBytes());
        page.add("node_memory_MemAvailable_bytes", node.freeBytes());
        page.add("node_memory_MemFree_bytes", node.freeBytes() * 0.4);
        page.add("node_memory_Cached_bytes", node.freeBytes() * 0.5);
        page.add("node_memory_Buffers_bytes", node.freeBytes() * 0.05);
    }

    private static void filesystem(Node node, Page page) {
        String[] root = {"device", "/dev/nvme0n1p1", "fstype", "ext4", "mountpoint", "/"};
        page.add("node_filesystem_size_bytes", node.diskBytes(), root);
        page.add("node_filesystem_free_bytes", node.diskFreeBytes(), root);
        page.add("node_filesystem_avail_bytes", node.diskFreeBytes() * 0.95, root);
        String[] disk = {"device", "nvme0n1"};
        page.add("node_disk_read_bytes_total", node.readBytes(), disk);
        page.add("node_disk_written_bytes_total", node.writtenBytes(), disk);
        page.add("node_disk_io_time_seconds_total", node.ioSeconds(), disk);
    }

    private static void network(Node node, Page page) {
        page.add("node_network_receive_bytes_total", node.receivedBytes(), "device", "eth0");
        page.add("node_network_transmit_bytes_total", node.sentBytes(), "device", "eth0");
        page.add("node_network_receive_bytes_total", node.receivedBytes() * 0.1, "device", "lo");
        page.add("node_network_transmit_bytes_total", node.receivedBytes() * 0.1, "device", "lo");
        page.add("node_network_up", 1, "device", "eth0");
    }
}
