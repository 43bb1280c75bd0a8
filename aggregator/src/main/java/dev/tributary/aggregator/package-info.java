/**
 * The hub write side. Knows nothing of queries or of the collector.
 */
@NullMarked
package dev.tributary.aggregator;

import org.jspecify.annotations.NullMarked;
