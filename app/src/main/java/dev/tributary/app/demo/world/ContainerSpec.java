package dev.tributary.app.demo.world;

/**
 * What one container asks for and uses.
 *
 * @param image       without tag; the workload's revision is the tag
 * @param cpuCores    used at full load; twice as much is its limit
 * @param memoryBytes used after warming up; twice as much is its limit
 */
public record ContainerSpec(String name, String image, double cpuCores, long memoryBytes) {
}
