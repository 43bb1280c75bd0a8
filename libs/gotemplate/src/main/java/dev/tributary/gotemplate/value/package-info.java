/** The values of a running template, as Go sees them: their types, truth, order and printed forms. */
@NullMarked
package dev.tributary.gotemplate.value;

import org.jspecify.annotations.NullMarked;
