/**
 * What every command shares: the console, exit codes, failures with a message. Knows no command and no role.
 */
@NullMarked
package dev.tributary.app.cli;

import org.jspecify.annotations.NullMarked;
