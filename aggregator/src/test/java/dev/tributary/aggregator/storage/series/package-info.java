/**
 * Tests of the package of the same name.
 */
@NullMarked
package dev.tributary.aggregator.storage.series;

import org.jspecify.annotations.NullMarked;
