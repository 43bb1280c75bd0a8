package dev.tributary.aggregator.storage;

/**
 * How far a store is on its way to readiness.
 *
 * @param ready  true when it takes writes and answers questions
 * @param detail what it is doing, or why it is not ready, in words
 */
public record StoreProgress(boolean ready, String detail) {
}
