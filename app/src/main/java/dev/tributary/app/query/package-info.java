/**
 * The {@code query} commands: ask any server that speaks the Prometheus HTTP API and print the answer. Knows no role; a hub
 * is asked like any other server.
 */
@NullMarked
package dev.tributary.app.query;

import org.jspecify.annotations.NullMarked;
