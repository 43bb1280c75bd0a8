/**
 * The search for names and values that a person half remembers: scores of texts, the choice of the best, and the routes
 * that stream them. Scores know nothing of HTTP or of the store.
 */
@NullMarked
package dev.tributary.queryapi.search;

import org.jspecify.annotations.NullMarked;
