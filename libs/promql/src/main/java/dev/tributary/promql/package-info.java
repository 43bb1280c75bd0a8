/**
 * The PromQL engine: text in, columns out. Reads through the metric read port only; no HTTP, no store.
 */
@NullMarked
package dev.tributary.promql;

import org.jspecify.annotations.NullMarked;
