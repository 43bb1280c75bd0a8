/**
 * What the hub stores about itself and about its clusters. Reads the metrics registry and writes through the
 * {@code MetricWriter} port.
 */
@NullMarked
package dev.tributary.aggregator.self;

import org.jspecify.annotations.NullMarked;
