/** Tests of the command that prints log lines. */
@NullMarked
package dev.tributary.app.query.logs;

import org.jspecify.annotations.NullMarked;
