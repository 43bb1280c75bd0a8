/**
 * The only code that imports RocksDB; the rest of the store sees families, batches, cursors and sorted files.
 */
@NullMarked
package dev.tributary.aggregator.storage.rocks;

import org.jspecify.annotations.NullMarked;
