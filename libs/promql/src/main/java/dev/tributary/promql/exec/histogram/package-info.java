/** Quantiles and fractions over vectors of classic buckets and native histograms. */
@NullMarked
package dev.tributary.promql.exec.histogram;

import org.jspecify.annotations.NullMarked;
