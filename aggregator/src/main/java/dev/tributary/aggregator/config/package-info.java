/**
 * The keys of the hub's write side in {@code hub.yml}, as checked records.
 */
@NullMarked
package dev.tributary.aggregator.config;

import org.jspecify.annotations.NullMarked;
