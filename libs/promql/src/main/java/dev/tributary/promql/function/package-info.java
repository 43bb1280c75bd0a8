/**
 * The functions of PromQL: one table of descriptors and one file per family of pure computations on windows and columns.
 * Knows no plan, no operator and no store.
 */
@NullMarked
package dev.tributary.promql.function;

import org.jspecify.annotations.NullMarked;
