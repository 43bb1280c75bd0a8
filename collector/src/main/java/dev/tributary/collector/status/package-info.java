/** The collector's own pages: health, readiness, status as JSON and HTML, quarantine. Reads, decides nothing. */
@NullMarked
package dev.tributary.collector.status;

import org.jspecify.annotations.NullMarked;
