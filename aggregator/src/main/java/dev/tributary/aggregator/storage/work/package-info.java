/** How long works of a store say how far they are. Knows nothing of what they do. */
@NullMarked
package dev.tributary.aggregator.storage.work;

import org.jspecify.annotations.NullMarked;
