/**
 * Tests of the package of the same name.
 */
@NullMarked
package dev.tributary.aggregator.storage.write;

import org.jspecify.annotations.NullMarked;
