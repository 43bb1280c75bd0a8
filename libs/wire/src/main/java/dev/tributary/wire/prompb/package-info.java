/**
 * The messages that remote write 1.0, remote write 2.0 and remote read share: series, sample, exemplar, histogram.
 */
@NullMarked
package dev.tributary.wire.prompb;

import org.jspecify.annotations.NullMarked;
