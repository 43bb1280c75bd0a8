/** Tests of the log store as a whole. */
@NullMarked
package dev.tributary.aggregator.storage.logs;

import org.jspecify.annotations.NullMarked;
