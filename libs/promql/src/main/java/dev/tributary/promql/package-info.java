/**
 * The PromQL engine: text in, columns out. Reads through the metric read port only; no HTTP, no store. Usable
 * without the hub: {@link dev.tributary.promql.PromqlEngine} over any {@link dev.tributary.model.port.MetricReader}, as
 * {@code docs/promql.md} shows.
 */
@NullMarked
package dev.tributary.promql;

import org.jspecify.annotations.NullMarked;
