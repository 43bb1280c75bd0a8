package dev.tributary.collector.ship;

import org.jspecify.annotations.Nullable;

/**
 * How one lane of a destination fares.
 *
 * @param lane           fresh or backlog
 * @param problem        why its last attempt failed, null when it did not
 * @param pendingSamples samples and histograms, or log lines, that wait for it
 */
public record LaneStatus(String lane, @Nullable String problem, long pendingSamples) {
}
