/** Instants of evaluation and the windows before them: how the entries of a series become a number at each step. */
@NullMarked
package dev.tributary.logql.window;

import org.jspecify.annotations.NullMarked;
