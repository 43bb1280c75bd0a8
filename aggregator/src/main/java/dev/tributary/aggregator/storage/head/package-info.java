/**
 * The newest samples in memory until they are flushed to chunks.
 */
@NullMarked
package dev.tributary.aggregator.storage.head;

import org.jspecify.annotations.NullMarked;
