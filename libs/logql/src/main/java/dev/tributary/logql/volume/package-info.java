/** How much which streams hold: pure sums over the store's own statistics, for the volume routes. */
@NullMarked
package dev.tributary.logql.volume;

import org.jspecify.annotations.NullMarked;
