/** Reads single parameters of Loki's API into values, with Loki's defaults, and says what is wrong with them in its words. */
@NullMarked
package dev.tributary.queryapi.loki.param;

import org.jspecify.annotations.NullMarked;
