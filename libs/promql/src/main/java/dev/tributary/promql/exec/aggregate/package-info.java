/** Aggregations: groups of series become one series each, or a choice of series stays. */
@NullMarked
package dev.tributary.promql.exec.aggregate;

import org.jspecify.annotations.NullMarked;
