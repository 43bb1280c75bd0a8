/** The parsers: they read a line's bytes and set labels, only those that are wanted. */
@NullMarked
package dev.tributary.logql.parser;

import org.jspecify.annotations.NullMarked;
