/** Runs queries over the read port: merges streams, fills windows, and watches what a query uses up. */
@NullMarked
package dev.tributary.logql.exec;

import org.jspecify.annotations.NullMarked;
