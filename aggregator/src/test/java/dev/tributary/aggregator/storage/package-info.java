/**
 * Tests of the metric store.
 */
@NullMarked
package dev.tributary.aggregator.storage;

import org.jspecify.annotations.NullMarked;
