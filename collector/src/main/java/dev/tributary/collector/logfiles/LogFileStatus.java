package dev.tributary.collector.logfiles;

/**
 * How one log fares.
 *
 * @param position offset in the file in hand up to which all is spooled
 * @param lagBytes bytes of it that were not read yet
 * @param problem  what was wrong last, empty when nothing is
 */
public record LogFileStatus(String path, boolean open, long position, long lagBytes, String problem) {
}
