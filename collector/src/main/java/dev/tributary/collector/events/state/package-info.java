/**
 * What the collector knows of a cluster's events over restarts: up to where it read, which versions it has written, and how
 * many there were. Plain blocking Java; knows neither the API nor log records.
 */
@NullMarked
package dev.tributary.collector.events.state;

import org.jspecify.annotations.NullMarked;
