/**
 * What the collector remembers of each series between two pages: its labels, its last sample, the page it was last seen in.
 * Columns of primitives, no object per series. No I/O and no protocol.
 */
@NullMarked
package dev.tributary.collector.series;

import org.jspecify.annotations.NullMarked;
