/**
 * From the spool to a receiver of remote write or Loki's push: sending, falling back, splitting, retrying, setting aside. Knows neither pages
 * nor targets.
 */
@NullMarked
package dev.tributary.collector.ship;

import org.jspecify.annotations.NullMarked;
