/** Measures the log store beside grep over the same lines in compressed files. */
@NullMarked
package dev.tributary.benchmarks.logs;

import org.jspecify.annotations.NullMarked;
