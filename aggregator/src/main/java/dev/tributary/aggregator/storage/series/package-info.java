/**
 * Which series exist: interned label pairs, lookup by label bytes, posting lists. No samples enter.
 */
@NullMarked
package dev.tributary.aggregator.storage.series;

import org.jspecify.annotations.NullMarked;
