/** Tests of blocks, filters and searches. */
@NullMarked
package dev.tributary.aggregator.storage.logs.block;

import org.jspecify.annotations.NullMarked;
