/**
 * Runs queries: how many at once, for how long, on record. Knows nothing of HTTP.
 */
@NullMarked
package dev.tributary.queryapi.query;

import org.jspecify.annotations.NullMarked;
