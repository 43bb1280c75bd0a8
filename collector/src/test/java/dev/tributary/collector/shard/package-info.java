/** The cutting of a target into shards. */
@NullMarked
package dev.tributary.collector.shard;

import org.jspecify.annotations.NullMarked;
