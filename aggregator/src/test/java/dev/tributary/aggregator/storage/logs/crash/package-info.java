/** Kills processes that write logs, and compares what is left with what they had acknowledged. */
@NullMarked
package dev.tributary.aggregator.storage.logs.crash;

import org.jspecify.annotations.NullMarked;
