/** How the phases say that a query has no answer; the engine turns it into the exception of its interface. */
@NullMarked
package dev.tributary.logql.failure;

import org.jspecify.annotations.NullMarked;
