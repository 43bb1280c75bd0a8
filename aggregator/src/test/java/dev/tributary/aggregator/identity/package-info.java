/** Tests of identity. */
@NullMarked
package dev.tributary.aggregator.identity;

import org.jspecify.annotations.NullMarked;
