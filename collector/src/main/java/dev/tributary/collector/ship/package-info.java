/**
 * From the spool to a remote-write receiver: sending, falling back, splitting, retrying, setting aside. Knows neither pages
 * nor targets.
 */
@NullMarked
package dev.tributary.collector.ship;

import org.jspecify.annotations.NullMarked;
