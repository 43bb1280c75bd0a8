package dev.tributary.collector.podlogs;

/**
 * How far the log of a container was read.
 *
 * @param log       the container, by its folder
 * @param lastTime  time that the last entry brought, Unix nanoseconds
 * @param lastGiven time that it was given
 * @param ended     the instance that was read to its end, empty for none
 */
record ContainerPosition(String log, SeenLines.Mark seen, long lastTime, long lastGiven, String ended) {
    /** Nothing was read. */
    static ContainerPosition none(ContainerId id) {
        return from(id, Long.MIN_VALUE);
    }

    /** Nothing is wanted of what was written before. */
    static ContainerPosition from(ContainerId id, long nanos) {
        return new ContainerPosition(id.toString(), SeenLines.Mark.from(nanos), 0, 0, "");
    }
}
