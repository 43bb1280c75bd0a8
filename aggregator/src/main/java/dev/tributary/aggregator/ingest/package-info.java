/**
 * HTTP routes that take samples in: admission, decoding, limits, answers. Samples go to the {@code MetricWriter} port;
 * nothing here knows how they are stored.
 */
@NullMarked
package dev.tributary.aggregator.ingest;

import org.jspecify.annotations.NullMarked;
