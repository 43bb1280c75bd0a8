/** Rule evaluation of a hub beside a Prometheus: same rules, same data, one run. */
@NullMarked
package dev.tributary.benchmarks.rules;

import org.jspecify.annotations.NullMarked;
