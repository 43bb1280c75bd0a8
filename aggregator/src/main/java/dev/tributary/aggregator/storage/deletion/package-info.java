/**
 * What was deleted and still lies on the disk: rows that hide samples from readers until these are removed. Knows nothing of
 * days, chunks or the head.
 */
@NullMarked
package dev.tributary.aggregator.storage.deletion;

import org.jspecify.annotations.NullMarked;
