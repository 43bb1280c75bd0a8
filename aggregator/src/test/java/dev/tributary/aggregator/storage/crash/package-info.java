/**
 * Kills a working store again and again and compares what comes back with what was acknowledged.
 */
@NullMarked
package dev.tributary.aggregator.storage.crash;

import org.jspecify.annotations.NullMarked;
