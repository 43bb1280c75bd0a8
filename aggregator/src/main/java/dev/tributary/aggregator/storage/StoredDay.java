package dev.tributary.aggregator.storage;

/**
 * A UTC day of which the store holds chunks.
 *
 * @param minMillis its first instant, Unix milliseconds
 * @param endMillis the first instant of the next day
 * @param series    of all clusters, with chunks on it
 */
public record StoredDay(long minMillis, long endMillis, long series) {
}
