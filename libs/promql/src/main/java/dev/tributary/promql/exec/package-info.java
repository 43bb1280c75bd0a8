/**
 * The operators: each announces its series first, then computes the column of any one of them when asked, so that a query
 * holds few columns at a time and several threads can share the work. Operators hold no branch on the syntax tree.
 */
@NullMarked
package dev.tributary.promql.exec;

import org.jspecify.annotations.NullMarked;
