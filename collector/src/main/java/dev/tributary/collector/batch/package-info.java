/** One compressed message with what it holds: the unit that is spooled, shipped and quarantined. No I/O. */
@NullMarked
package dev.tributary.collector.batch;

import org.jspecify.annotations.NullMarked;
