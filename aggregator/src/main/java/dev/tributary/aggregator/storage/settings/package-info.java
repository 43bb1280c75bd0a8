/**
 * What a store is told: where, how long, how safely and how much. Below every other part of the store, knows none of them.
 */
@NullMarked
package dev.tributary.aggregator.storage.settings;

import org.jspecify.annotations.NullMarked;
