/**
 * Native histogram arithmetic: buckets as index and count, sums with and without compensation, counter resets, trims,
 * bucket views. Sources: the native histogram specification and the behaviour of Prometheus 3.14.
 */
@NullMarked
package dev.tributary.promql.histogram;

import org.jspecify.annotations.NullMarked;
