/** Groups lines of one form, as {@code GET /users/<_> took <_>}, and counts them over time. Pure functions over entries. */
@NullMarked
package dev.tributary.logql.pattern;

import org.jspecify.annotations.NullMarked;
