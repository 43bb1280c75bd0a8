/**
 * What every store of metrics promises, as tests that each store runs: a contract for each topic.
 */
@NullMarked
package dev.tributary.testkit.metrics;

import org.jspecify.annotations.NullMarked;
