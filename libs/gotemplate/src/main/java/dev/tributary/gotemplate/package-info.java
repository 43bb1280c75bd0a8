/**
 * Go's {@code text/template}: the language of alert annotations and of LogQL's {@code line_format}, with Go's results and
 * error texts. Depends on the model's text forms alone; callers bring their own functions.
 */
@NullMarked
package dev.tributary.gotemplate;

import org.jspecify.annotations.NullMarked;
