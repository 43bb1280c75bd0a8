/** Runs a syntax tree over data. The only place where trees, values and functions meet. */
@NullMarked
package dev.tributary.gotemplate.exec;

import org.jspecify.annotations.NullMarked;
