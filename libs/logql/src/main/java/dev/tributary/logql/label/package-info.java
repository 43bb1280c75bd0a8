/** Stages that look at labels or change them. */
@NullMarked
package dev.tributary.logql.label;

import org.jspecify.annotations.NullMarked;
