/**
 * The one program {@code tributary}. Only this module sees every role; nothing may depend on it.
 */
@NullMarked
package dev.tributary.app;

import org.jspecify.annotations.NullMarked;
