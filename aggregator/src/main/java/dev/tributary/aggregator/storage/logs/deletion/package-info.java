/** Requests to delete log entries, in force from the moment they are made. Knows neither head nor days. */
@NullMarked
package dev.tributary.aggregator.storage.logs.deletion;

import org.jspecify.annotations.NullMarked;
