/** From template text to a syntax tree of records. Knows no values and runs nothing. */
@NullMarked
package dev.tributary.gotemplate.parse;

import org.jspecify.annotations.NullMarked;
