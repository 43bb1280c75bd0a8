/**
 * The commands that run a role or look at its files. They start and stop; what a role does is in its own package.
 */
@NullMarked
package dev.tributary.app.command;

import org.jspecify.annotations.NullMarked;
