/**
 * A Kubernetes event as a log record: read from the API's JSON in both writer styles, given labels, metadata and a line. Pure
 * values; no I/O.
 */
@NullMarked
package dev.tributary.collector.events.record;

import org.jspecify.annotations.NullMarked;
