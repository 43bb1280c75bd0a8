/** Tests of ingest. */
@NullMarked
package dev.tributary.aggregator.ingest;

import org.jspecify.annotations.NullMarked;
