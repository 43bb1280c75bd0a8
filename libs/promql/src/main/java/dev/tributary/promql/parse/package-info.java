/**
 * Text to syntax tree: a lexer that reads on demand and a precedence-climbing parser. The first error ends the parse, worded
 * and placed as Prometheus does. No types are checked here.
 */
@NullMarked
package dev.tributary.promql.parse;

import org.jspecify.annotations.NullMarked;
