/** Cuts what one Prometheus has into requests of measured size, by ranges of metric names. No I/O. */
@NullMarked
package dev.tributary.collector.shard;

import org.jspecify.annotations.NullMarked;
