/**
 * What syntax cannot say: types, arities and the rules of matching. Takes a parsed tree, gives it back with matching only
 * where both operands are vectors.
 */
@NullMarked
package dev.tributary.promql.check;

import org.jspecify.annotations.NullMarked;
