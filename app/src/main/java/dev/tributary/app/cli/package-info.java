/**
 * The command line: arguments in, an exit code out. Commands hold no logic of the roles they start.
 */
@NullMarked
package dev.tributary.app.cli;

import org.jspecify.annotations.NullMarked;
