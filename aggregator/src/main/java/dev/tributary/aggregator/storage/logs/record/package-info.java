/** Entries of which only the newest version is kept, each in a row of its own. Knows neither head nor days. */
@NullMarked
package dev.tributary.aggregator.storage.logs.record;

import org.jspecify.annotations.NullMarked;
