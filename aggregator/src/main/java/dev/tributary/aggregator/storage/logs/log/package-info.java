/** What the log keeps of a commit until its entries are in blocks. Knows bytes alone. */
@NullMarked
package dev.tributary.aggregator.storage.logs.log;

import org.jspecify.annotations.NullMarked;
