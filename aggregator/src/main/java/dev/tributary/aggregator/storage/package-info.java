/**
 * The metric store: plain blocking Java over RocksDB; nothing of HTTP, Vert.x or a wire protocol enters.
 */
@NullMarked
package dev.tributary.aggregator.storage;

import org.jspecify.annotations.NullMarked;
