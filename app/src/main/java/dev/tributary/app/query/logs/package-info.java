/** The command that prints and follows log lines of a server with Loki's API. */
@NullMarked
package dev.tributary.app.query.logs;

import org.jspecify.annotations.NullMarked;
