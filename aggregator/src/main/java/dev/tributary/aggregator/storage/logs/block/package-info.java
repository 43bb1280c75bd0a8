/**
 * Log entries as bytes: the codec of a block, the filter that tells which texts it may hold, and the search in its lines.
 * Knows neither streams nor files.
 */
@NullMarked
package dev.tributary.aggregator.storage.logs.block;

import org.jspecify.annotations.NullMarked;
