/** Answers questions from the head, the blocks and the records as they are at one moment. */
@NullMarked
package dev.tributary.aggregator.storage.logs.read;

import org.jspecify.annotations.NullMarked;
