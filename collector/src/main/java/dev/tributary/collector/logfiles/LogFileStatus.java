package dev.tributary.collector.logfiles;

/**
 * How one log fares.
 *
 * @param path     of a file; of a container that is read through the API, its namespace, pod, UID and name
 * @param position offset in the file in hand up to which all is spooled; without a file, lines since the start
 * @param lagBytes bytes of it that were not read yet
 * @param problem  what was wrong last, empty when nothing is
 */
public record LogFileStatus(String path, boolean open, long position, long lagBytes, String problem) {
}
