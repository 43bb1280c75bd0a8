/**
 * Flushed samples by UTC day: one column family a day, dropped whole by retention.
 */
@NullMarked
package dev.tributary.aggregator.storage.day;

import org.jspecify.annotations.NullMarked;
