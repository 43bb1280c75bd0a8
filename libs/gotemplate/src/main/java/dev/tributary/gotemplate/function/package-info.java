/** Functions that templates call, with the signatures Go would check, and Go's built-in ones. */
@NullMarked
package dev.tributary.gotemplate.function;

import org.jspecify.annotations.NullMarked;
