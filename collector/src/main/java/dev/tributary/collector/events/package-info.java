/**
 * Kubernetes events as log records and as metrics: puts what watches see on disk, one record per event, counts it, and only
 * then moves the place from which the watches go on.
 */
@NullMarked
package dev.tributary.collector.events;

import org.jspecify.annotations.NullMarked;
