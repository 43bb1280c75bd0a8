/** Reads all that a store holds and says what is damaged. Changes nothing; knows nothing of an open store's memory. */
@NullMarked
package dev.tributary.aggregator.storage.verify;

import org.jspecify.annotations.NullMarked;
