/** Stages that write lines and labels anew: templates with Loki's functions, and the removal of colours. */
@NullMarked
package dev.tributary.logql.format;

import org.jspecify.annotations.NullMarked;
