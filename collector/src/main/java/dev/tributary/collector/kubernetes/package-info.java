/**
 * What the cluster's own API tells: targets by role, and the cluster's identity. Knows neither pages nor samples.
 */
@NullMarked
package dev.tributary.collector.kubernetes;

import org.jspecify.annotations.NullMarked;
