/** Entries in memory, as they are found and as their memory serves again. */
@NullMarked
package dev.tributary.aggregator.storage.logs.head;

import org.jspecify.annotations.NullMarked;
