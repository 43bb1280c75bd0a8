package dev.tributary.collector.page;

/**
 * How the pages of a target are taken.
 *
 * @param honorTimestamps false to give every sample the time of the pull
 * @param dropRatio       share of the usual samples below which a page is suspected to be cut, 0 for never
 */
public record TargetOptions(boolean honorTimestamps, double dropRatio) {
}
