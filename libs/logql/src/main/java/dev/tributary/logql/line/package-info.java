/** Conditions on the bytes of lines: texts, regular expressions, patterns and addresses. Knows no labels. */
@NullMarked
package dev.tributary.logql.line;

import org.jspecify.annotations.NullMarked;
