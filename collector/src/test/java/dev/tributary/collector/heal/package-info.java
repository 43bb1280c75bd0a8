/** The reading of windows that were not pulled. */
@NullMarked
package dev.tributary.collector.heal;

import org.jspecify.annotations.NullMarked;
