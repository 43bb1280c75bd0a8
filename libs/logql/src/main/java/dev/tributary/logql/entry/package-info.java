/**
 * One log entry on its way through a pipeline: the line as bytes, its labels by origin, and the step that every stage is.
 */
@NullMarked
package dev.tributary.logql.entry;

import org.jspecify.annotations.NullMarked;
