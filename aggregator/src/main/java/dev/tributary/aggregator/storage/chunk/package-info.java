/**
 * Byte formats of stored samples. Pure functions over byte arrays: no I/O, no series, no clock.
 */
@NullMarked
package dev.tributary.aggregator.storage.chunk;

import org.jspecify.annotations.NullMarked;
