/**
 * What is stored beside samples: metadata of metric families and exemplars.
 */
@NullMarked
package dev.tributary.aggregator.storage.side;

import org.jspecify.annotations.NullMarked;
