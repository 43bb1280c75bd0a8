/**
 * Answers of PromQL queries that are used again: a range query that was asked before computes only the steps that are new
 * or that samples changed below. Never gives what the query would not give now.
 */
@NullMarked
package dev.tributary.queryapi.reuse;

import org.jspecify.annotations.NullMarked;
