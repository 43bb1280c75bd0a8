package dev.tributary.aggregator.storage.logs.read;

import dev.tributary.model.Labels;

/**
 * A stream by all its names.
 *
 * @param cluster number of its cluster
 * @param id      its number in its cluster, as stored
 * @param ref     its number in memory
 */
record StreamName(int cluster, int id, int ref, Labels labels) {
}
