/**
 * Entries of one stream that lie in several tables, as one sequence in order of time without repeats. Knows neither the
 * head nor the days.
 */
@NullMarked
package dev.tributary.aggregator.storage.logs.merge;

import org.jspecify.annotations.NullMarked;
