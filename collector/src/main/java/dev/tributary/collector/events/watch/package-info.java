/**
 * Lists and watches the events of one scope without end: where it reads on, what a failure means, when to try again. Tells
 * what it sees as signals; knows neither records nor disk.
 */
@NullMarked
package dev.tributary.collector.events.watch;

import org.jspecify.annotations.NullMarked;
