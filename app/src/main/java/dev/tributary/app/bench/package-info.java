/**
 * Load for an installation: remote write at full speed or a fixed rate, and a mix of dashboard queries, with what came of
 * it as a table. Knows the server only by its HTTP API.
 */
@NullMarked
package dev.tributary.app.bench;

import org.jspecify.annotations.NullMarked;
