/**
 * Blocks of log entries by day, on disk: their keys, the rows that find them, and the files that bring them there. Knows
 * neither the head nor who asks.
 */
@NullMarked
package dev.tributary.aggregator.storage.logs.day;

import org.jspecify.annotations.NullMarked;
