/** Tests of stored deletions. */
@NullMarked
package dev.tributary.aggregator.storage.deletion;

import org.jspecify.annotations.NullMarked;
