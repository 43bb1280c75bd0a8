/**
 * Batches on their way in: resolving labels to series, checking times, collecting columns.
 */
@NullMarked
package dev.tributary.aggregator.storage.write;

import org.jspecify.annotations.NullMarked;
