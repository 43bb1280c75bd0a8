/** How entries that have just been stored reach those who follow a log. Knows values alone; blocks nobody. */
@NullMarked
package dev.tributary.model.follow;

import org.jspecify.annotations.NullMarked;
