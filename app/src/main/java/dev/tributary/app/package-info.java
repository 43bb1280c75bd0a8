/**
 * The program: command line and wiring of the roles. Nothing else may depend on it.
 */
@NullMarked
package dev.tributary.app;

import org.jspecify.annotations.NullMarked;
