/**
 * Paged primitive memory that grows without copying; knows nothing of what is kept in it.
 */
@NullMarked
package dev.tributary.aggregator.storage.memory;

import org.jspecify.annotations.NullMarked;
