/** What a query must keep to beyond its syntax: aggregations that fit their ranges, selectors that select. */
@NullMarked
package dev.tributary.logql.check;

import org.jspecify.annotations.NullMarked;
