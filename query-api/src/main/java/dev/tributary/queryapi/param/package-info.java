/** Reads single parameters into values, and says what is wrong with them in the words Prometheus' clients compare. */
@NullMarked
package dev.tributary.queryapi.param;

import org.jspecify.annotations.NullMarked;
