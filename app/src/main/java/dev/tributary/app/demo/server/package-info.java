/**
 * A simulated cluster's Prometheus: scrapes the exporters, keeps the last minutes, and answers {@code /federate} and a part of
 * the HTTP API as the real one does, unless it is told to misbehave.
 */
@NullMarked
package dev.tributary.app.demo.server;

import org.jspecify.annotations.NullMarked;
